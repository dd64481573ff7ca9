/** Accounts: their addresses, what is seen of them, and the limits that administrators set. */
@NullMarked
package org.tallystick.account;

import org.jspecify.annotations.NullMarked;
