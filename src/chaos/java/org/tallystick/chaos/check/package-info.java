/** Compares journals with the books, and knows nothing of how the service works. */
@NullMarked
package org.tallystick.chaos.check;

import org.jspecify.annotations.NullMarked;
