package org.tallystick.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.Decision.Held;
import org.tallystick.ledger.Decision.Posted;
import org.tallystick.ledger.Decision.Refused;

/**
 * The accounts that a series of decisions reads, as they stand after the decisions taken so far. Deciding changes
 * nothing; {@link #apply} takes a decision into the book, so that the next one sees it. Not for several threads.
 */
public final class Book {
    private final Rules rules;
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<TradeId, Reversed> reversed = new HashMap<>();
    private final Map<Spending, Amount> spentToday = new HashMap<>();

    /**
     * @param accounts all accounts that the drafts name and that exist
     * @param reversed what of each trade that a draft reverses is reversed already
     */
    public Book(Rules rules, Collection<Account> accounts, Map<TradeId, Reversed> reversed) {
        this(rules, accounts, reversed, Map.of());
    }

    /**
     * @param spentToday what each spender whose limit a day binds a draft has spent already, from 0 to
     *     {@link Amount#LARGEST}, on {@link Rules#today}; 0 where nothing is spent, for what is absent is not known
     */
    public Book(
            Rules rules,
            Collection<Account> accounts,
            Map<TradeId, Reversed> reversed,
            Map<Spending, Amount> spentToday) {
        this.rules = rules;
        this.spentToday.putAll(spentToday);
        for (Account account : accounts) {
            this.accounts.put(account.id(), account);
        }
        this.reversed.putAll(reversed);
    }

    private Book(Book other) {
        this.rules = other.rules;
        this.accounts.putAll(other.accounts);
        this.reversed.putAll(other.reversed);
        this.spentToday.putAll(other.spentToday);
    }

    /** A book that goes its own way from here, for drafts that are posted together or not at all. */
    public Book copy() {
        return new Book(this);
    }

    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /**
     * Decides one draft. Refusals are looked for in the order of {@link Refusal}.
     *
     * @param now when the decision is taken; the booking time, unless an account's last entry is later (a clock may
     *     step back, booking times never do) or the draft is imported with its own
     */
    public Decision decide(Draft draft, Instant now) {
        Situation situation = Situation.of(draft, rules, accounts, reversed, spentToday, now);
        Optional<Refusal> refusal = RefusalRules.firstRefusal(situation);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        List<Account> after = situation.steps().stream().map(Step::after).toList();
        if (draft instanceof HoldDraft) {
            return new Held(after);
        }
        return new Posted(
                situation.bookedAt(), situation.amount(), situation.effects().entries(), after);
    }

    /**
     * Takes a decision on {@code draft} into the book.
     *
     * @throws IllegalStateException if entries were booked on one of its accounts since it was taken
     */
    public void apply(Draft draft, Decision decision) {
        if (decision instanceof Posted posted) {
            requireEntryCounts(posted);
            put(posted.accounts());
            Optional<Spending> limited = draft.limitedSpending();
            if (limited.isPresent()) {
                spend(limited.get(), posted.entries());
            }
            if (draft instanceof ReversalDraft reversal) {
                TradeId original = reversal.original().id();
                Reversed soFar = reversed.getOrDefault(original, Reversed.NOTHING);
                reversed.put(original, soFar.plus(posted.amount(), posted.entries()));
            }
        } else if (decision instanceof Held held) {
            for (Account account : held.accounts()) {
                requireEntryCount(account, 0);
            }
            put(held.accounts());
        }
    }

    /** All that leaves the account counts. */
    private void spend(Spending spending, List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.account().equals(spending.account()) && entry.amount().isNegative()) {
                spentToday.merge(spending, entry.amount().negated(), Amount::plus);
            }
        }
    }

    private void requireEntryCounts(Posted posted) {
        for (Account account : posted.accounts()) {
            long lines = posted.entries().stream()
                    .filter(entry -> entry.account().equals(account.id()))
                    .count();
            requireEntryCount(account, lines);
        }
    }

    private void requireEntryCount(Account account, long more) {
        if (account.entryCount() != known(account.id()).entryCount() + more) {
            throw new IllegalStateException("the decision is older than an entry on account " + account.id());
        }
    }

    /** Gives a hold back; it cannot be refused. */
    public List<Account> release(Hold hold) {
        Account payer = known(hold.payer()).withHolds(hold.amount().negated(), Amount.ZERO);
        Account payee = known(hold.payee()).withHolds(Amount.ZERO, hold.amount().negated());
        put(List.of(payer, payee));
        return List.of(payer, payee);
    }

    private void put(List<Account> changed) {
        for (Account account : changed) {
            accounts.put(account.id(), account);
        }
    }

    private Account known(AccountId id) {
        return account(id).orElseThrow(() -> new IllegalStateException("the book lacks account " + id));
    }
}
