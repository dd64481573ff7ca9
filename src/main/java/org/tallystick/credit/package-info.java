/**
 * Credit policies: rules by which a community gives limits to its members' accounts, explained to whoever asks, applied by a
 * job, and passed over by limits that were set for one account. The rules themselves ({@link org.tallystick.credit.LimitRule}
 * and what it names) know Java and the ledger alone.
 */
@NullMarked
package org.tallystick.credit;

import org.jspecify.annotations.NullMarked;
