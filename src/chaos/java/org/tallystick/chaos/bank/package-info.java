/** The clients of the bank test: they trade at their limits, and keep journals. */
@NullMarked
package org.tallystick.chaos.bank;

import org.jspecify.annotations.NullMarked;
