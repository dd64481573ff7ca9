package org.tallystick.credit;

import java.math.BigDecimal;
import java.util.Optional;
import org.tallystick.ledger.Amount;

/** What a rule gives a member, with the numbers that explain it. */
sealed interface Finding {
    Amount value();

    /** The same for everybody. */
    record Fixed(Amount value) implements Finding {}

    /**
     * By what the member is.
     *
     * @param match the case that matched first; empty: none did
     */
    record Matched(Amount value, Optional<LimitRule.Case> match) implements Finding {}

    /**
     * By what others paid it.
     *
     * @param partners how many of those who traded with it paid it more than went back to them
     * @param received what these paid it more than went back to them
     * @param counted the same, no more than the cap of each
     * @param shareOfIt the share of what counted, rounded down; zero where the partners are too few
     */
    record Earned(Amount value, LimitRule.Earned rule, int partners, Amount received, Amount counted, Amount shareOfIt)
            implements Finding {
        boolean enoughPartners() {
            return partners >= rule.leastPartners();
        }

        /** @throws IllegalArgumentException never: a share is bounded where the rule is made */
        BigDecimal share() {
            return rule.share();
        }
    }

    /**
     * By how long it has been a member, and how much it trades.
     *
     * @param step the number of the step, from 1; 0 beneath the first
     */
    record Climbed(Amount value, LimitRule.Ladder rule, int step, long months, Amount turnover) implements Finding {}
}
