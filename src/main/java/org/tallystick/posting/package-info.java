/**
 * The only code that writes trades, entries and balances. Every movement of value goes through {@link
 * org.tallystick.posting.Posting}: units queue, one writer a lane takes what waits for one community, decides it by the
 * rules of {@code ledger} under row locks, writes it in one transaction, and answers everyone after the commit.
 */
@NullMarked
package org.tallystick.posting;

import org.jspecify.annotations.NullMarked;
