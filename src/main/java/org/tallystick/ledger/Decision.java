package org.tallystick.ledger;

import java.time.Instant;
import java.util.List;

/** What became of a draft. */
public sealed interface Decision {

    /**
     * It is booked.
     *
     * @param amount what the payers pay, levies apart: for the reversal of all that remains, only the decision knows it
     * @param entries in the order payers, payees, levies
     * @param accounts the accounts as they stand afterwards
     */
    record Posted(Instant bookedAt, Amount amount, List<Entry> entries, List<Account> accounts) implements Decision {
        public Posted {
            entries = List.copyOf(entries);
            accounts = List.copyOf(accounts);
        }
    }

    /** It is set aside; nothing is booked. */
    record Held(List<Account> accounts) implements Decision {
        public Held {
            accounts = List.copyOf(accounts);
        }
    }

    /** It is refused, and changes nothing. */
    record Refused(Refusal refusal) implements Decision {}
}
