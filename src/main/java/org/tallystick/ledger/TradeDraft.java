package org.tallystick.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A trade to be decided.
 *
 * @param payers who pays how much; several in a trade of several parties
 * @param payees who is paid how much: together as much as is paid
 * @param levies what parties owe the fund by it, besides
 * @param valueDate the local date the parties say it belongs to
 * @param importedAt the booking time in the file that it comes from; empty for a trade of the present, which alone is
 *     bound to the value dates of {@link Rules}
 * @param accepts the open hold that this trade accepts
 * @param overridesLimits an administrator takes responsibility for passing the limits of the accounts
 * @param spendingLimit of the spender who records it, for the one payer
 * @param windsUp whether it settles a community that is being wound up, and takes no other trade
 */
public record TradeDraft(
        List<Share> payers,
        List<Share> payees,
        List<Levy> levies,
        LocalDate valueDate,
        Optional<Instant> importedAt,
        Optional<Acceptance> accepts,
        boolean overridesLimits,
        Optional<SpendingLimit> spendingLimit,
        boolean windsUp)
        implements Draft {
    /** The most payers and payees of one trade. */
    public static final int MOST_PARTIES = 100;

    public TradeDraft {
        payers = List.copyOf(payers);
        payees = List.copyOf(payees);
        levies = List.copyOf(levies);
        boolean direct = payers.size() == 1 && payees.size() == 1;
        if (payers.isEmpty() || payees.isEmpty() || payers.size() + payees.size() > MOST_PARTIES) {
            throw new IllegalArgumentException("a trade has 2 to " + MOST_PARTIES + " parties, on both sides");
        }
        if (direct && !payers.get(0).amount().equals(payees.get(0).amount())) {
            throw new IllegalArgumentException("what is paid is not what is received");
        }
        if (!direct) {
            requireBalanced(payers, payees);
        }
        if (spendingLimit.isPresent() && payers.size() > 1) {
            throw new IllegalArgumentException("a spending limit is for one payer");
        }
        if (accepts.isPresent()) {
            accepts.get().requireFor(payers, payees);
        }
    }

    private static void requireBalanced(List<Share> payers, List<Share> payees) {
        Amount paid = sum(payers);
        if (!paid.equals(sum(payees))) {
            throw new IllegalArgumentException("what is paid is not what is received");
        }
        if (paid.isMoreThan(Amount.LARGEST)) {
            throw new AmountOverflowException("the sum of a trade is beyond " + Amount.LARGEST);
        }
    }

    /**
     * The acceptance of an open hold.
     *
     * @param whole whether all of the hold is given back; else as much as leaves the payer's account, as far as the hold goes
     */
    public record Acceptance(Hold hold, boolean whole) {
        private void requireFor(List<Share> payers, List<Share> payees) {
            boolean fits = payers.size() == 1
                    && payees.size() == 1
                    && payers.get(0).party().is(hold.payer())
                    && payees.get(0).party().is(hold.payee());
            if (!fits) {
                throw new IllegalArgumentException(
                        "a trade between " + payers + " and " + payees + " does not accept the hold " + hold.id());
            }
        }

        /** How much of the hold is given back when this leaves the payer's account. */
        public Amount given(Amount out) {
            return whole || out.isMoreThan(hold.amount()) ? hold.amount() : out;
        }
    }

    public static TradeDraft of(Party payer, Party payee, Amount amount, LocalDate valueDate) {
        return of(List.of(new Share(payer, amount)), List.of(new Share(payee, amount)), valueDate);
    }

    /**
     * Between several parties.
     *
     * @throws IllegalArgumentException if they do not receive what they pay, or are more than {@link #MOST_PARTIES}
     * @throws AmountOverflowException if the sum is beyond {@link Amount#LARGEST}
     */
    public static TradeDraft of(List<Share> payers, List<Share> payees, LocalDate valueDate) {
        return new TradeDraft(
                payers,
                payees,
                List.of(),
                valueDate,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                false);
    }

    @Override
    public Party payer() {
        return payers.get(0).party();
    }

    @Override
    public Party payee() {
        return payees.get(0).party();
    }

    /** What the payers pay together, levies apart. */
    public Amount amount() {
        return payers.size() == 1 ? payers.get(0).amount() : sum(payers);
    }

    private static Amount sum(List<Share> shares) {
        return shares.stream().map(Share::amount).reduce(Amount.ZERO, Amount::plus);
    }

    /** What leaves the account of the first payer, with the levy that it owes. */
    public Amount outlay() {
        Amount out = payers.get(0).amount();
        for (Levy levy : levies) {
            if (levy.party().equals(payer())) {
                out = out.plus(levy.amount());
            }
        }
        return out;
    }

    @Override
    public List<Party> parties() {
        if (levies.isEmpty()) {
            return dealers();
        }
        List<Party> parties = new ArrayList<>(dealers());
        for (Levy levy : levies) {
            if (!parties.contains(levy.fund())) {
                parties.add(levy.fund());
            }
        }
        return parties;
    }

    @Override
    public List<Party> dealers() {
        return Stream.of(payers, payees).flatMap(List::stream).map(Share::party).toList();
    }

    public TradeDraft levying(List<Levy> some) {
        return new TradeDraft(
                payers, payees, some, valueDate, importedAt, accepts, overridesLimits, spendingLimit, windsUp);
    }

    public TradeDraft imported(Instant bookedAt) {
        return new TradeDraft(
                payers,
                payees,
                levies,
                valueDate,
                Optional.of(bookedAt),
                accepts,
                overridesLimits,
                spendingLimit,
                windsUp);
    }

    /** Gives all of the hold back. */
    public TradeDraft accepting(Hold hold) {
        return accepting(new Acceptance(hold, true));
    }

    /** Gives of the hold what is paid, and leaves the rest. */
    public TradeDraft acceptingPartOf(Hold hold) {
        return accepting(new Acceptance(hold, false));
    }

    private TradeDraft accepting(Acceptance acceptance) {
        return new TradeDraft(
                payers,
                payees,
                levies,
                valueDate,
                importedAt,
                Optional.of(acceptance),
                overridesLimits,
                spendingLimit,
                windsUp);
    }

    public TradeDraft overridingLimits() {
        return new TradeDraft(payers, payees, levies, valueDate, importedAt, accepts, true, spendingLimit, windsUp);
    }

    /** @param limit of the spender who records it; empty for whoever spends without one */
    public TradeDraft boundBy(Optional<SpendingLimit> limit) {
        return new TradeDraft(payers, payees, levies, valueDate, importedAt, accepts, overridesLimits, limit, windsUp);
    }

    public TradeDraft windingUp() {
        return new TradeDraft(
                payers, payees, levies, valueDate, importedAt, accepts, overridesLimits, spendingLimit, true);
    }

    /** Its lines in the order in which they are booked: payers, payees, what parties owe the fund, and the fund. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>(payers.size() + payees.size());
        payers.forEach(share ->
                lines.add(new Line(share.party(), Bounds.of(share.amount()).negated(), LineKind.PAYMENT)));
        payees.forEach(share -> lines.add(new Line(share.party(), Bounds.of(share.amount()), LineKind.PAYMENT)));
        Amount collected = Amount.ZERO;
        for (Levy levy : levies) {
            Amount owed = levy.rule().on(Bounds.of(levy.base()));
            if (owed.isPositive()) {
                lines.add(new Line(levy.party(), owed.negated(), LineKind.LEVY));
                collected = collected.plus(owed);
            }
        }
        if (collected.isPositive()) {
            lines.add(new Line(levies.get(0).fund(), collected, LineKind.LEVY));
        }
        return lines;
    }
}
