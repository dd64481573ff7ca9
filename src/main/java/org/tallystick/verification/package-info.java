/** Asking whether the books are whole. */
@NullMarked
package org.tallystick.verification;

import org.jspecify.annotations.NullMarked;
