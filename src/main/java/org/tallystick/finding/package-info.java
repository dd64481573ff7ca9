/** How one trade is found again among many of an account. */
@NullMarked
package org.tallystick.finding;

import org.jspecify.annotations.NullMarked;
