package org.tallystick.ledger;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The reversal of an earlier trade, in full or in part.
 *
 * @param payer the payee of the original, who gives back
 * @param payee the payer of the original
 * @param original the trade to be reversed
 * @param amount how much of it; empty for all that is not reversed yet
 * @param overridesLimits an administrator takes responsibility for passing the limits of the accounts
 * @param spendingLimit of the spender who gives back from the payer's account
 */
public record ReversalDraft(
        Party payer,
        Party payee,
        Original original,
        Optional<Amount> amount,
        LocalDate valueDate,
        boolean overridesLimits,
        Optional<SpendingLimit> spendingLimit)
        implements Draft {

    public ReversalDraft(
            Party payer,
            Party payee,
            Original original,
            Optional<Amount> amount,
            LocalDate valueDate,
            boolean overridesLimits) {
        this(payer, payee, original, amount, valueDate, overridesLimits, Optional.empty());
    }

    public ReversalDraft boundBy(Optional<SpendingLimit> limit) {
        return new ReversalDraft(payer, payee, original, amount, valueDate, overridesLimits, limit);
    }

    /** What the rules need to know of the trade that is reversed. */
    public record Original(TradeId id, Amount amount, boolean isReversal) {
        public Original {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a trade of " + amount);
            }
        }
    }
}
