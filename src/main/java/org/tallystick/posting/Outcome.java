package org.tallystick.posting;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Refusal;

/** What became of a unit. Faults are not outcomes: they end the stage exceptionally. */
public sealed interface Outcome {

    /**
     * Booked, and on disk.
     *
     * @param replayed whether an earlier use of the key booked it, and this is the first answer again
     */
    record Booked(List<BookedTrade> trades, boolean replayed) implements Outcome {
        public Booked {
            trades = List.copyOf(trades);
        }
    }

    /**
     * Nothing is booked.
     *
     * @param refusals one for each order; empty for one that would have been booked, had the others not been refused
     */
    record Refused(List<Optional<Refusal>> refusals) implements Outcome {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * It is set aside, or given back.
     *
     * @param replayed whether it was so already
     */
    record Held(boolean replayed) implements Outcome {}

    /** The key was used for another request. */
    record KeyReused() implements Outcome {}

    /** Someone's rights have changed since the unit was authorised: authorise it again. */
    record AccessStale() implements Outcome {}

    /** The accounts are changed. */
    record Changed(List<Account> accounts) implements Outcome {
        public Changed {
            accounts = List.copyOf(accounts);
        }
    }

    /** The limits were changed since the administrator saw them. */
    record VersionStale(AccountId account) implements Outcome {}

    /** An account closes only at zero and without holds. */
    record NotSettled(Account account) implements Outcome {}
}
