package org.tallystick.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The reversal of an earlier trade, in full or in part. Each line of it is undone in its proportion, levies too.
 *
 * @param payer the payee of the original, or the first of them, who gives back
 * @param payee the payer of the original, or the first of them
 * @param original the trade to be reversed
 * @param amount how much of it; empty for all that is not reversed yet
 * @param overridesLimits an administrator takes responsibility for passing the limits of the accounts
 * @param spendingLimit of the spender who gives back from the payer's account, where that is the only one
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

    /** Of a trade of whatever lines. */
    public static ReversalDraft of(Original original, Optional<Amount> amount, LocalDate valueDate) {
        return new ReversalDraft(
                original.first(false), original.first(true), original, amount, valueDate, false, Optional.empty());
    }

    public ReversalDraft boundBy(Optional<SpendingLimit> limit) {
        return new ReversalDraft(payer, payee, original, amount, valueDate, overridesLimits, limit);
    }

    public ReversalDraft overridingLimits() {
        return new ReversalDraft(payer, payee, original, amount, valueDate, true, spendingLimit);
    }

    @Override
    public List<Party> parties() {
        return original.lines().isEmpty()
                ? List.of(payer, payee)
                : ReversalShares.backwards(original.lines()).stream()
                        .map(Line::party)
                        .distinct()
                        .toList();
    }

    /** The lines of the original, payers first. */
    List<Line> originalLines() {
        return original.lines().isEmpty()
                ? List.of(
                        new Line(payee, original.amount().negated(), LineKind.PAYMENT),
                        new Line(payer, original.amount(), LineKind.PAYMENT))
                : original.lines();
    }

    /**
     * What the rules need to know of the trade that is reversed.
     *
     * @param amount what its payers paid together, levies apart: more than zero
     * @param lines all that it booked, in its order; may be empty for a trade of two lines
     */
    public record Original(TradeId id, Amount amount, boolean isReversal, List<Line> lines) {
        public Original {
            lines = List.copyOf(lines);
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a trade of " + amount);
            }
        }

        /** Of a trade of two lines. */
        public Original(TradeId id, Amount amount, boolean isReversal) {
            this(id, amount, isReversal, List.of());
        }

        private Party first(boolean payer) {
            return lines.stream()
                    .filter(line ->
                            line.kind() == LineKind.PAYMENT && line.change().isNegative() == payer)
                    .findFirst()
                    .orElseThrow()
                    .party();
        }
    }
}
