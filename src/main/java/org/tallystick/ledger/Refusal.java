package org.tallystick.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Why a draft is refused: a stable code, and the numbers that a person needs. The order of the cases is the order in
 * which they are looked for; within a case, the parties in the order of the request.
 */
public sealed interface Refusal {

    /** The stable code that clients rely on. */
    String code();

    /** The community is being wound up, and takes no more trades than those that settle it. */
    record CommunityClosed() implements Refusal {
        @Override
        public String code() {
            return "community-closed";
        }
    }

    /** The amount is zero or less. */
    record AmountNotPositive(Amount asked) implements Refusal {
        @Override
        public String code() {
            return "amount-not-positive";
        }
    }

    record UnknownAccount(String address) implements Refusal {
        @Override
        public String code() {
            return "unknown-account";
        }
    }

    record SameAccount(String address) implements Refusal {
        @Override
        public String code() {
            return "same-account";
        }
    }

    record AccountClosed(String address) implements Refusal {
        @Override
        public String code() {
            return "account-closed";
        }
    }

    record AccountFrozen(String address) implements Refusal {
        @Override
        public String code() {
            return "account-frozen";
        }
    }

    /** A leaving account trades only toward zero. */
    record AccountLeaving(String address) implements Refusal {
        @Override
        public String code() {
            return "account-leaving";
        }
    }

    record ValueDateOutOfBounds(LocalDate asked, LocalDate earliest, LocalDate latest) implements Refusal {
        @Override
        public String code() {
            return "value-date-out-of-bounds";
        }
    }

    /** An imported booking time lies before the account's last entry; they never fall. */
    record BookingTimeFalls(String address, Instant asked, Instant last) implements Refusal {
        @Override
        public String code() {
            return "booking-time-falls";
        }
    }

    /** A reversal is not reversed; a new trade is recorded instead. */
    record ReversalNotReversible(TradeId original) implements Refusal {
        @Override
        public String code() {
            return "reversal-not-reversible";
        }
    }

    /**
     * Less of the trade is left than is asked back.
     *
     * @param reversible what is left to reverse; 0 if the trade is reversed in full
     */
    record AlreadyReversed(TradeId original, Amount reversible, Optional<Amount> asked) implements Refusal {
        @Override
        public String code() {
            return "already-reversed";
        }
    }

    /** The balance would leave the range that can be booked. */
    record AmountOverflow(String address) implements Refusal {
        @Override
        public String code() {
            return "amount-overflow";
        }
    }

    /**
     * More would leave the account than its spender may spend.
     *
     * @param per which limit it is; the trade's is looked at first
     * @param available what the spender may spend by one trade, or what is left of the day: 0 or more
     * @param asked all that would leave the account
     */
    record SpendingLimitExceeded(
            String address, AccountId account, SpendingLimit.Per per, Amount available, Amount asked)
            implements Refusal {
        @Override
        public String code() {
            return "spending-limit-exceeded";
        }
    }

    record CreditLimitExceeded(String address, AccountId account, Amount available, Amount asked) implements Refusal {
        @Override
        public String code() {
            return "credit-limit-exceeded";
        }
    }

    record BalanceCapExceeded(String address, AccountId account, Amount headroom, Amount asked) implements Refusal {
        @Override
        public String code() {
            return "balance-cap-exceeded";
        }
    }
}
