package org.tallystick.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A draft together with all that the rules read to decide it.
 *
 * @param accounts the book's accounts by id
 * @param spentToday what spenders with a limit a day have spent today
 * @param amount what the payer is asked to pay; for a reversal of all that remains, what remains
 * @param reversible what is left to reverse, for a reversal
 * @param steps the effect on each account, in the order of the request; empty while a party is not an account, or both
 *     parties are the same one
 * @param bookedAt the booking time that a trade would have
 */
record Situation(
        Draft draft,
        Rules rules,
        Map<AccountId, Account> accounts,
        Map<Spending, Amount> spentToday,
        Amount amount,
        Optional<Amount> reversible,
        List<Step> steps,
        Instant bookedAt) {

    /** More than any account can take in, and little enough that no sum with it passes a {@code long}. */
    private static final Amount MORE_THAN_FITS = Amount.ofMinorUnits(3 * Amount.LARGEST.minorUnits());

    static Situation of(
            Draft draft,
            Rules rules,
            Map<AccountId, Account> accounts,
            Map<TradeId, Amount> reversed,
            Map<Spending, Amount> spentToday,
            Instant now) {
        Optional<Amount> reversible = Optional.empty();
        Amount amount;
        if (draft instanceof ReversalDraft reversal) {
            Amount left = reversal.original()
                    .amount()
                    .minus(reversed.getOrDefault(reversal.original().id(), Amount.ZERO));
            reversible = Optional.of(left);
            amount = reversal.amount().orElse(left);
        } else if (draft instanceof HoldDraft hold) {
            amount = hold.amount();
        } else {
            amount = ((TradeDraft) draft).amount();
        }
        Optional<Account> payer = draft.payer().account().map(accounts::get);
        Optional<Account> payee = draft.payee().account().map(accounts::get);
        boolean complete = payer.isPresent()
                && payee.isPresent()
                && !draft.payer().account().equals(draft.payee().account());
        if (complete && !payer.get().currency().equals(payee.get().currency())) {
            throw new IllegalArgumentException(
                    "a trade has one currency, but " + payer.get() + " and " + payee.get() + " are of two");
        }
        Instant bookedAt = bookedAt(draft, payer, payee, now);
        List<Step> steps = complete ? steps(draft, payer.get(), payee.get(), bounded(amount), bookedAt) : List.of();
        return new Situation(draft, rules, accounts, spentToday, amount, reversible, steps, bookedAt);
    }

    private static Instant bookedAt(Draft draft, Optional<Account> payer, Optional<Account> payee, Instant now) {
        if (draft instanceof TradeDraft trade && trade.importedAt().isPresent()) {
            return trade.importedAt().get();
        }
        Instant bookedAt = now.truncatedTo(ChronoUnit.MILLIS);
        for (Account account :
                List.of(payer, payee).stream().flatMap(Optional::stream).toList()) {
            bookedAt = account.wasBookedAfter(bookedAt) ? account.lastBookedAt() : bookedAt;
        }
        return bookedAt;
    }

    /** The amount, or the nearest with which the rules can calculate: it will be refused, and never throw. */
    private static Amount bounded(Amount amount) {
        if (amount.isNegative()) {
            return Amount.ZERO;
        }
        return amount.isMoreThan(MORE_THAN_FITS) ? MORE_THAN_FITS : amount;
    }

    private static List<Step> steps(Draft draft, Account payer, Account payee, Amount amount, Instant bookedAt) {
        Amount out = amount.negated();
        if (draft instanceof HoldDraft) {
            return List.of(
                    new Step(draft.payer(), true, payer, out, payer.withHolds(amount, Amount.ZERO)),
                    new Step(draft.payee(), false, payee, amount, payee.withHolds(Amount.ZERO, amount)));
        }
        Account payerAfter = payer.withEntry(out, bookedAt);
        Account payeeAfter = payee.withEntry(amount, bookedAt);
        Optional<Hold> accepted = draft instanceof TradeDraft trade ? trade.accepts() : Optional.empty();
        if (accepted.isPresent()) {
            Amount given = accepted.get().amount().negated();
            payerAfter = payerAfter.withHolds(given, Amount.ZERO);
            payeeAfter = payeeAfter.withHolds(Amount.ZERO, given);
        }
        return List.of(
                new Step(draft.payer(), true, payer, out, payerAfter),
                new Step(draft.payee(), false, payee, amount, payeeAfter));
    }

    Optional<Account> account(Party party) {
        return party.account().map(accounts::get);
    }

    Optional<ReversalDraft.Original> original() {
        return draft instanceof ReversalDraft reversal ? Optional.of(reversal.original()) : Optional.empty();
    }

    /**
     * What the spender may still spend today, 0 or more; empty without a limit a day.
     *
     * @throws IllegalStateException if the book was not told what is spent already: nobody spends unnoticed
     */
    Optional<Amount> leftOfTheDay() {
        return draft.limitedSpending().map(spending -> {
            Amount spent = spentToday.get(spending);
            if (spent == null) {
                throw new IllegalStateException("the book was not told the sum of the day of " + spending);
            }
            Amount left =
                    draft.spendingLimit().orElseThrow().perDay().orElseThrow().minus(spent);
            return left.isNegative() ? Amount.ZERO : left;
        });
    }

    boolean overridesLimits() {
        return draft instanceof TradeDraft trade
                ? trade.overridesLimits()
                : draft instanceof ReversalDraft reversal && reversal.overridesLimits();
    }

    /** Whether it settles a community that is being wound up. */
    boolean windsUp() {
        return draft instanceof TradeDraft trade && trade.windsUp();
    }

    /** The value date that is bound to the rules; empty for what is imported, and for holds. */
    Optional<LocalDate> boundValueDate() {
        if (draft instanceof TradeDraft trade) {
            return trade.importedAt().isPresent() ? Optional.empty() : Optional.of(trade.valueDate());
        }
        return draft instanceof ReversalDraft reversal ? Optional.of(reversal.valueDate()) : Optional.empty();
    }
}
