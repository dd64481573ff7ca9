package org.tallystick.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Accounts, drafts and books for tests: alice (number 1), ben (number 2) and others, by number. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    static final Rules RULES = new Rules(TODAY, false, Rules.MOST_DAYS_BACK);
    static final CurrencyCode CURRENCY = new CurrencyCode("LEAF");
    static final AccountId ALICE = id(1);
    static final AccountId BEN = id(2);
    static final SpenderId SPENDER = new SpenderId(new UUID(3, 1));
    static final Party PAYER = Party.of("alice", ALICE);
    static final Party PAYEE = Party.of("ben", BEN);

    private Sample() {}

    static AccountId id(long number) {
        return new AccountId(new UUID(0, number));
    }

    static TradeId tradeId(long number) {
        return new TradeId(new UUID(1, number));
    }

    static Amount units(long minorUnits) {
        return new Amount(minorUnits);
    }

    /** An active account without entries that has this balance all the same. */
    static Account account(AccountId id, long balance, long limit, long cap) {
        return account(id, AccountStatus.ACTIVE, balance, 0, 0, 0, limit, cap);
    }

    static Account account(
            AccountId id,
            AccountStatus status,
            long balance,
            long entryCount,
            long heldOut,
            long heldIn,
            long limit,
            long cap) {
        return new Account(
                id,
                CURRENCY,
                status,
                units(balance),
                entryCount,
                units(heldOut),
                units(heldIn),
                new CreditLimit(limit),
                new BalanceCap(cap),
                Instant.EPOCH);
    }

    static Account bookedLast(Account account, long entryCount, Instant lastBookedAt) {
        return new Account(
                account.id(),
                account.currency(),
                account.status(),
                account.balance(),
                entryCount,
                account.heldOut(),
                account.heldIn(),
                account.creditLimit(),
                account.balanceCap(),
                lastBookedAt);
    }

    static Book book(Account... accounts) {
        return book(RULES, List.of(accounts));
    }

    static Book book(Rules rules, Collection<Account> accounts) {
        return new Book(rules, accounts, Map.of());
    }

    /** Of the spender; less than 0: no limit. */
    static Optional<SpendingLimit> limit(long perTrade, long perDay) {
        return Optional.of(new SpendingLimit(SPENDER, atMost(perTrade), atMost(perDay)));
    }

    private static Optional<Amount> atMost(long limit) {
        return limit < 0 ? Optional.empty() : Optional.of(units(limit));
    }

    static TradeDraft trade(long amount) {
        return TradeDraft.of(PAYER, PAYEE, units(amount), TODAY);
    }

    static HoldDraft holdDraft(long amount) {
        return new HoldDraft(PAYER, PAYEE, units(amount));
    }

    static Hold hold(long amount) {
        return new Hold(new HoldId(new UUID(2, 1)), ALICE, BEN, units(amount));
    }

    /** Alice gives back what ben paid her with trade 1. */
    static ReversalDraft reversal(long original, Optional<Amount> amount) {
        return new ReversalDraft(
                PAYER, PAYEE, new ReversalDraft.Original(tradeId(1), units(original), false), amount, TODAY, false);
    }
}
