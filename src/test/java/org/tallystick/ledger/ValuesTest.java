package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values of the ledger refuse what they cannot be. */
class ValuesTest {
    private static final Amount BEYOND = new Amount(Amount.LARGEST.minorUnits() + 1);

    @ParameterizedTest
    @ValueSource(strings = {"HR", "HRS", "H2", "ABCDEFGHIJKL"})
    void aCurrencyCodeIsACapitalThenOneToElevenCapitalsOrDigits(String code) {
        assertThat(new CurrencyCode(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "H", "2H", "hrs", "HRs", "ÄRA", "H-S", "HRS ", "HRS\n", "ABCDEFGHIJKLM"})
    void anyOtherCurrencyCodeIsRefused(String code) {
        assertThat(CurrencyCode.isValid(code)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CurrencyCode(code))
                .withMessageContaining(code);
    }

    @Test
    void aCurrencyHasNoneToFourDigitsAfterThePoint() {
        CurrencyCode code = new CurrencyCode("HRS");
        for (int scale = 0; scale <= 4; scale++) {
            assertThat(new Currency(code, "Hours", "h", scale).scale()).isEqualTo(scale);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency(code, "Hours", "h", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency(code, "Hours", "h", 5));
    }

    @Test
    void aCreditLimitGoesFromZeroToTheLargestAmount() {
        assertThat(CreditLimit.of(Amount.ZERO).minorUnits()).isZero();
        assertThat(CreditLimit.of(Amount.LARGEST).minorUnits()).isEqualTo(Amount.LARGEST.minorUnits());
        assertThatIllegalArgumentException().isThrownBy(() -> new CreditLimit(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CreditLimit(BEYOND.minorUnits()));
        assertThatIllegalArgumentException().isThrownBy(() -> CreditLimit.of(BEYOND));
    }

    @Test
    void aBalanceCapGoesFromZeroToTheLargestAmount() {
        assertThat(BalanceCap.of(Amount.ZERO).minorUnits()).isZero();
        assertThat(BalanceCap.of(Amount.LARGEST).minorUnits()).isEqualTo(Amount.LARGEST.minorUnits());
        assertThatIllegalArgumentException().isThrownBy(() -> new BalanceCap(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BalanceCap(BEYOND.minorUnits()));
        assertThatIllegalArgumentException().isThrownBy(() -> BalanceCap.of(BEYOND));
    }

    @Test
    void noAmountIsTakenForNoLimitOrNoCap() {
        Amount looksLikeNone = new Amount(Long.MAX_VALUE);

        assertThatIllegalArgumentException().isThrownBy(() -> CreditLimit.of(looksLikeNone));
        assertThatIllegalArgumentException().isThrownBy(() -> BalanceCap.of(looksLikeNone));
    }

    @Test
    void limitAndCapAllowTheirOwnValueAndNotOneUnitMore() {
        assertThat(new CreditLimit(5).allows(new Amount(-5))).isTrue();
        assertThat(new CreditLimit(5).allows(new Amount(-6))).isFalse();
        assertThat(CreditLimit.NONE.allows(new Amount(Long.MIN_VALUE))).isTrue();
        assertThat(new BalanceCap(5).allows(new Amount(5))).isTrue();
        assertThat(new BalanceCap(5).allows(new Amount(6))).isFalse();
        assertThat(BalanceCap.NONE.allows(new Amount(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void aHoldAndAReversedTradeAreOfMoreThanNothing() {
        AccountId id = new AccountId(new UUID(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hold(new HoldId(new UUID(0, 2)), id, id, Amount.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReversalDraft.Original(new TradeId(new UUID(0, 3)), Amount.ZERO, false));
    }

    @Test
    void anAccountHasNeitherNegativeHoldsNorANegativeCount() {
        Account zero = account(0, 0, 0);

        assertThat(zero.isSettled()).isTrue();
        assertThatThrownBy(() -> account(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> account(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> account(0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccountIsSettledOnlyAtZeroAndWithoutHolds() {
        Account zero = account(0, 0, 0);

        assertThat(zero.withEntry(new Amount(1), Instant.EPOCH).isSettled()).isFalse();
        assertThat(zero.withEntry(new Amount(-1), Instant.EPOCH).isSettled()).isFalse();
        assertThat(account(0, 1, 0).isSettled()).isFalse();
        assertThat(account(0, 0, 1).isSettled()).isFalse();
    }

    @Test
    void aNewAccountIsActiveAtZeroUnderItsLimits() {
        Account opened =
                Account.opened(new AccountId(new UUID(0, 9)), Sample.CURRENCY, new CreditLimit(10), new BalanceCap(20));

        assertThat(opened.status()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(opened.isSettled()).isTrue();
        assertThat(opened.entryCount()).isZero();
        assertThat(opened.available()).contains(new Amount(10));
        assertThat(opened.headroom()).contains(new Amount(20));
    }

    @Test
    void availableAndHeadroomCountTheHoldsAndCanBeNegative() {
        Account account = account(0, 30, 40).withLimits(new CreditLimit(10), new BalanceCap(15));

        assertThat(account.available()).contains(new Amount(-20));
        assertThat(account.headroom()).contains(new Amount(-25));
        assertThat(account.withLimits(CreditLimit.NONE, BalanceCap.NONE).available())
                .isEmpty();
        assertThat(account.withLimits(CreditLimit.NONE, BalanceCap.NONE).headroom())
                .isEmpty();
    }

    @Test
    void valueDatesLieBetween366DaysBackAndToday() {
        Rules rules = new Rules(LocalDate.of(2026, 3, 1), false, 366);

        assertThat(rules.earliestValueDate()).isEqualTo(LocalDate.of(2025, 2, 28));
        assertThat(rules.allowsValueDate(LocalDate.of(2026, 3, 1))).isTrue();
        assertThat(rules.allowsValueDate(LocalDate.of(2026, 3, 2))).isFalse();
        assertThat(rules.allowsValueDate(LocalDate.of(2025, 2, 28))).isTrue();
        assertThat(rules.allowsValueDate(LocalDate.of(2025, 2, 27))).isFalse();
    }

    @Test
    void aCommunityMayLetValueDatesLieLessFarBackButNoFurther() {
        LocalDate today = LocalDate.of(2026, 3, 1);
        Rules week = new Rules(today, false, 7);
        Rules none = new Rules(today, false, 0);

        assertThat(week.earliestValueDate()).isEqualTo(LocalDate.of(2026, 2, 22));
        assertThat(week.allowsValueDate(LocalDate.of(2026, 2, 22))).isTrue();
        assertThat(week.allowsValueDate(LocalDate.of(2026, 2, 21))).isFalse();
        assertThat(none.allowsValueDate(today)).isTrue();
        assertThat(none.allowsValueDate(today.minusDays(1))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Rules(today, false, 367));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rules(today, false, -1));
    }

    private static Account account(long entryCount, long heldOut, long heldIn) {
        return new Account(
                new AccountId(new UUID(0, 9)),
                Sample.CURRENCY,
                AccountStatus.ACTIVE,
                Amount.ZERO,
                entryCount,
                new Amount(heldOut),
                new Amount(heldIn),
                new CreditLimit(0),
                BalanceCap.NONE,
                Instant.EPOCH);
    }
}
