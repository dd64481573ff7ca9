package org.tallystick.chaos.check;

/** Something that must not be. */
public record Finding(Rule rule, String what) {

    /** What must hold, whatever was done to the service. */
    public enum Rule {
        /** All balances of a community, read at one moment, sum to zero. */
        EVERY_READ_SUMS_TO_ZERO,
        /** A trade that somebody was told of is in the books, as it was told. */
        EVERY_ACKNOWLEDGED_TRADE_IS_THERE,
        /** A key bought one request, and this at most once. */
        NO_KEY_BUYS_TWICE,
        /** What is in the books was asked for, and nobody was told that it was refused. */
        NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR,
        /** No balance was ever beyond its limits, what is set aside counted. */
        NO_LIMIT_IS_PASSED,
        /** Entries of an account are numbered without gaps, each balance follows from the one before, and time does not fall. */
        NUMBERS_ARE_GAPLESS,
        /** A trade has one entry on each of its two accounts, of its amount. */
        A_TRADE_IS_ITS_ENTRIES,
        /** What was undone of a trade is at most the trade. */
        NO_REVERSAL_EXCEEDS_ITS_TRADE,
        /** Once all proposals are over, nothing is set aside. */
        NO_HOLD_IS_LEFT,
        /** What was accepted of an offer is at most what was offered. */
        ACCEPTED_IS_AT_MOST_OFFERED,
        /** A key made one proposal, and a proposal one hold. */
        ONE_PROPOSAL_A_KEY,
        /** An offer that somebody was told of is in the books with its amount, and over if somebody was told that it is. */
        EVERY_ACKNOWLEDGED_OFFER_IS_THERE,
        /** What was accepted after somebody was told that the offer is over was not booked. */
        NOTHING_IS_BOOKED_BY_AN_OFFER_THAT_IS_OVER,
        /** All balances of a community, read at one moment, are of all its accounts. */
        EVERY_READ_HAS_ALL_ACCOUNTS,
        /** Nobody is answered what is not documented, or that the service failed of itself. */
        EVERY_ANSWER_IS_DOCUMENTED
    }

    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
