/** The benchmark of docs/performance.md. Not part of the product. */
@NullMarked
package org.tallystick.bench;

import org.jspecify.annotations.NullMarked;
