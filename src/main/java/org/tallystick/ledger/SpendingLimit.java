package org.tallystick.ledger;

import java.util.Optional;

/**
 * How much a spender may spend from one account, in minor units of its currency. What counts is all that leaves the account
 * by a trade which the spender records, a reversal included; nothing that comes back is taken off again. A day is one of the
 * community's calendar, and a trade belongs to the day of its booking.
 *
 * @param perTrade the most that one trade may take; empty: any amount
 * @param perDay the most that the trades of one day may take together; empty: any sum
 */
public record SpendingLimit(SpenderId spender, Optional<Amount> perTrade, Optional<Amount> perDay) {

    /** Which of the two limits it is. */
    public enum Per {
        TRADE,
        DAY
    }

    /** Each from 0 to {@link Amount#LARGEST}; without either there would be no limit. */
    public SpendingLimit {
        if (perTrade.isEmpty() && perDay.isEmpty()) {
            throw new IllegalArgumentException("a spending limit limits the trade, the day, or both");
        }
        perTrade.ifPresent(SpendingLimit::requireInRange);
        perDay.ifPresent(SpendingLimit::requireInRange);
    }

    private static void requireInRange(Amount limit) {
        if (limit.isNegative() || limit.isMoreThan(Amount.LARGEST)) {
            throw new IllegalArgumentException("a spending limit is from 0 to " + Amount.LARGEST + ", not " + limit);
        }
    }
}
