/** Trades that a party flags, and how a mediator or an administrator resolves that. */
@NullMarked
package org.tallystick.dispute;

import org.jspecify.annotations.NullMarked;
