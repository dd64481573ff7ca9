package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.Sample.ALICE;
import static org.tallystick.ledger.Sample.BEN;
import static org.tallystick.ledger.Sample.NOW;
import static org.tallystick.ledger.Sample.TODAY;
import static org.tallystick.ledger.Sample.tradeId;
import static org.tallystick.ledger.Sample.units;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.Decision.Refused;

/**
 * Of two things that are wrong with a draft, clients are told the one that is documented to come first. Every pair that
 * a draft can have at once is tried, for each kind of draft.
 */
class PrecedenceTest {
    private static final long LARGEST = Amount.LARGEST.minorUnits();

    /** What can be wrong, in the documented order. */
    private enum Fault {
        AMOUNT_NOT_POSITIVE,
        UNKNOWN_ACCOUNT,
        SAME_ACCOUNT,
        ACCOUNT_CLOSED,
        ACCOUNT_FROZEN,
        ACCOUNT_LEAVING,
        VALUE_DATE_OUT_OF_BOUNDS,
        BOOKING_TIME_FALLS,
        REVERSAL_NOT_REVERSIBLE,
        ALREADY_REVERSED,
        AMOUNT_OVERFLOW,
        SPENDING_LIMIT_EXCEEDED,
        CREDIT_LIMIT_EXCEEDED,
        BALANCE_CAP_EXCEEDED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @SuppressWarnings("ImmutableEnumChecker")
    private enum Kind {
        TRADE(EnumSet.complementOf(
                EnumSet.of(Fault.BOOKING_TIME_FALLS, Fault.REVERSAL_NOT_REVERSIBLE, Fault.ALREADY_REVERSED))),
        IMPORTED(EnumSet.complementOf(
                EnumSet.of(Fault.VALUE_DATE_OUT_OF_BOUNDS, Fault.REVERSAL_NOT_REVERSIBLE, Fault.ALREADY_REVERSED))),
        REVERSAL(EnumSet.complementOf(EnumSet.of(Fault.BOOKING_TIME_FALLS))),
        HOLD(EnumSet.complementOf(EnumSet.of(
                Fault.VALUE_DATE_OUT_OF_BOUNDS,
                Fault.BOOKING_TIME_FALLS,
                Fault.REVERSAL_NOT_REVERSIBLE,
                Fault.ALREADY_REVERSED)));

        private final Set<Fault> faults;

        Kind(Set<Fault> faults) {
            this.faults = faults;
        }
    }

    private record Case(Kind kind, Fault first, Fault second) {}

    static Stream<Case> pairs() {
        List<Case> cases = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Fault first : kind.faults) {
                kind.faults.stream()
                        .filter(second -> second.compareTo(first) >= 0 && canBeTogether(first, second))
                        .forEach(second -> cases.add(new Case(kind, first, second)));
            }
        }
        return cases.stream();
    }

    /** Nothing that is paid passes no limit; and who is not there is nobody's like. */
    private static boolean canBeTogether(Fault first, Fault second) {
        return !(first == Fault.AMOUNT_NOT_POSITIVE && second.compareTo(Fault.AMOUNT_OVERFLOW) >= 0)
                && !(first == Fault.UNKNOWN_ACCOUNT && second == Fault.SAME_ACCOUNT);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void ofTwoFaultsTheOneThatIsDocumentedToComeFirstIsTold(Case pair) {
        assertThat(codeOf(pair.kind, EnumSet.of(pair.first, pair.second))).isEqualTo(pair.first.code());
    }

    @Test
    void aDraftWithoutFaultIsNotRefused() {
        for (Kind kind : Kind.values()) {
            assertThat(codeOf(kind, EnumSet.noneOf(Fault.class))).isEqualTo("not refused");
        }
    }

    @Test
    void everyPairIsTried() {
        assertThat(pairs()).hasSizeGreaterThan(200);
    }

    private static String codeOf(Kind kind, Set<Fault> faults) {
        Party payee = Party.of("ben", faults.contains(Fault.SAME_ACCOUNT) ? ALICE : BEN);
        Draft draft = draft(kind, faults, faults.contains(Fault.UNKNOWN_ACCOUNT) ? Party.unknown("ben") : payee);
        Amount reversed = units(faults.contains(Fault.ALREADY_REVERSED) ? 10 : 0);
        Book book = new Book(Sample.RULES, accounts(faults), Map.of(tradeId(1), Reversed.of(reversed)));
        return book.decide(draft, NOW) instanceof Refused refused
                ? refused.refusal().code()
                : "not refused";
    }

    private static Draft draft(Kind kind, Set<Fault> faults, Party payee) {
        SpendingLimit tight = new SpendingLimit(new SpenderId(new UUID(3, 1)), Optional.of(units(1)), Optional.empty());
        Optional<SpendingLimit> limit =
                faults.contains(Fault.SPENDING_LIMIT_EXCEEDED) ? Optional.of(tight) : Optional.empty();
        Party payer = Party.of("alice", ALICE);
        Amount amount = units(faults.contains(Fault.AMOUNT_NOT_POSITIVE) ? 0 : 10);
        LocalDate valueDate = TODAY.plusDays(faults.contains(Fault.VALUE_DATE_OUT_OF_BOUNDS) ? 1 : 0);
        Instant importedAt = faults.contains(Fault.BOOKING_TIME_FALLS) ? NOW.minusSeconds(100) : NOW;
        return switch (kind) {
            case TRADE -> TradeDraft.of(payer, payee, amount, valueDate).boundBy(limit);
            case IMPORTED ->
                TradeDraft.of(payer, payee, amount, valueDate).boundBy(limit).imported(importedAt);
            case HOLD -> new HoldDraft(payer, payee, amount, limit);
            case REVERSAL ->
                new ReversalDraft(
                        payer,
                        payee,
                        new ReversalDraft.Original(
                                tradeId(1), units(10), faults.contains(Fault.REVERSAL_NOT_REVERSIBLE)),
                        Optional.of(amount),
                        valueDate,
                        false,
                        limit);
        };
    }

    /** Alice has the faults of a payer, ben those of a payee; of two states, alice has the one that comes later. */
    private static List<Account> accounts(Set<Fault> faults) {
        List<AccountStatus> states = new ArrayList<>();
        if (faults.contains(Fault.ACCOUNT_LEAVING)) {
            states.add(AccountStatus.LEAVING);
        }
        if (faults.contains(Fault.ACCOUNT_FROZEN)) {
            states.add(AccountStatus.FROZEN);
        }
        if (faults.contains(Fault.ACCOUNT_CLOSED)) {
            states.add(AccountStatus.CLOSED);
        }
        states.add(AccountStatus.ACTIVE);
        states.add(AccountStatus.ACTIVE);
        boolean overflow = faults.contains(Fault.AMOUNT_OVERFLOW);
        long aliceBalance = overflow ? -LARGEST : faults.contains(Fault.ACCOUNT_LEAVING) ? 5 : 0;
        Account alice = new Account(
                ALICE,
                Sample.CURRENCY,
                states.get(0),
                units(aliceBalance),
                1,
                units(overflow ? LARGEST : 0),
                Amount.ZERO,
                faults.contains(Fault.CREDIT_LIMIT_EXCEEDED) ? new CreditLimit(0) : CreditLimit.NONE,
                BalanceCap.NONE,
                NOW);
        Account ben = new Account(
                BEN,
                Sample.CURRENCY,
                states.get(1),
                Amount.ZERO,
                1,
                Amount.ZERO,
                Amount.ZERO,
                new CreditLimit(0),
                faults.contains(Fault.BALANCE_CAP_EXCEEDED) ? new BalanceCap(0) : BalanceCap.NONE,
                NOW);
        return List.of(alice, ben);
    }
}
