package org.tallystick.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A draft together with all that the rules read to decide it.
 *
 * @param accounts the book's accounts by id
 * @param spentToday what spenders with a limit a day have spent today
 * @param amount what the payers are asked to pay; for a reversal of all that remains, what remains
 * @param reversible what is left to reverse, for a reversal
 * @param effects on each account, in the order of the request; none while a party is not an account, or one is named twice
 * @param bookedAt the booking time that a trade would have
 */
record Situation(
        Draft draft,
        Rules rules,
        Map<AccountId, Account> accounts,
        Map<Spending, Amount> spentToday,
        Amount amount,
        Optional<Amount> reversible,
        Effects effects,
        Instant bookedAt) {

    static Situation of(
            Draft draft,
            Rules rules,
            Map<AccountId, Account> accounts,
            Map<TradeId, Reversed> reversed,
            Map<Spending, Amount> spentToday,
            Instant now) {
        Reversed soFar = Reversed.NOTHING;
        Optional<Amount> reversible = Optional.empty();
        Amount amount;
        if (draft instanceof ReversalDraft reversal) {
            soFar = reversed.getOrDefault(reversal.original().id(), Reversed.NOTHING);
            Amount left = reversal.original().amount().minus(soFar.total());
            reversible = Optional.of(left);
            amount = reversal.amount().orElse(left);
        } else if (draft instanceof HoldDraft hold) {
            amount = hold.amount();
        } else {
            amount = ((TradeDraft) draft).amount();
        }
        List<Account> involved = involved(draft, accounts);
        Instant bookedAt = bookedAt(draft, involved, now);
        Effects effects = involved.size() == draft.parties().size()
                        && firstNamedTwice(draft).isEmpty()
                ? effects(draft, accounts, amount, reversible, soFar, bookedAt)
                : Effects.NONE;
        return new Situation(draft, rules, accounts, spentToday, amount, reversible, effects, bookedAt);
    }

    /** The accounts that are there. */
    private static List<Account> involved(Draft draft, Map<AccountId, Account> accounts) {
        List<Account> involved = new ArrayList<>();
        for (Party party : draft.parties()) {
            Optional<Account> account = party.account().map(accounts::get);
            if (account.isPresent()) {
                involved.add(account.get());
                if (!account.get().currency().equals(involved.get(0).currency())) {
                    throw new IllegalArgumentException("a trade has one currency, but " + involved.get(0) + " and "
                            + account.get() + " are of two");
                }
            }
        }
        return involved;
    }

    /** Of those who pay and are paid by a trade or a hold, nobody is named twice; by its first name, who is. */
    private static Optional<Party> firstNamedTwice(Draft draft) {
        List<Party> dealers = draft.dealers();
        for (int i = 1; i < dealers.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (dealers.get(i).account().isPresent()
                        && dealers.get(i).account().equals(dealers.get(j).account())) {
                    return Optional.of(dealers.get(j));
                }
            }
        }
        return Optional.empty();
    }

    private static Instant bookedAt(Draft draft, List<Account> involved, Instant now) {
        if (draft instanceof TradeDraft trade && trade.importedAt().isPresent()) {
            return trade.importedAt().get();
        }
        Instant bookedAt = now.truncatedTo(ChronoUnit.MILLIS);
        for (Account account : involved) {
            bookedAt = account.wasBookedAfter(bookedAt) ? account.lastBookedAt() : bookedAt;
        }
        return bookedAt;
    }

    private static Effects effects(
            Draft draft,
            Map<AccountId, Account> accounts,
            Amount amount,
            Optional<Amount> reversible,
            Reversed soFar,
            Instant bookedAt) {
        if (draft instanceof HoldDraft hold) {
            return Effects.ofHold(
                    hold, account(accounts, hold.payer()), account(accounts, hold.payee()), Bounds.of(amount));
        }
        if (draft instanceof TradeDraft trade) {
            return Effects.of(trade.lines(), accounts, bookedAt).giving(trade.accepts());
        }
        ReversalDraft reversal = (ReversalDraft) draft;
        Amount left = reversible.orElseThrow();
        if (amount.isPositive() && !amount.isMoreThan(left)) {
            return Effects.of(ReversalShares.of(amount, left, reversal.originalLines(), soFar), accounts, bookedAt);
        }
        // It will be refused; but not for what is asked before all else that stands against it.
        return Effects.ofRefused(
                reversal,
                account(accounts, reversal.payer()),
                account(accounts, reversal.payee()),
                Bounds.of(amount),
                bookedAt);
    }

    private static Account account(Map<AccountId, Account> accounts, Party party) {
        return Objects.requireNonNull(accounts.get(party.account().orElseThrow()));
    }

    List<Step> steps() {
        return effects.steps();
    }

    Optional<Party> namedTwice() {
        return firstNamedTwice(draft);
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
