/** Trades: recorded one by one or in batches, reversed, and read back. All are posted through {@code posting}. */
@NullMarked
package org.tallystick.trade;

import org.jspecify.annotations.NullMarked;
