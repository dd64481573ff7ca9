package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.MalformedAmountException.Reason;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "12, 0, 12",
        "12, 2, 1200",
        "12.5, 2, 1250",
        "12.50, 2, 1250",
        "0.0001, 4, 1",
        "9.9, 1, 99",
        "007, 3, 7000",
        "-12.5, 2, -1250",
        "-0, 2, 0",
        "-0.00, 2, 0",
        "1000000000000000000, 0, 1000000000000000000",
        "-1000000000000000000, 0, -1000000000000000000",
        "10000000000000000, 2, 1000000000000000000",
        "100000000000000.0000, 4, 1000000000000000000",
        "0000000000000000000000001, 0, 1",
    })
    void aDecimalIsReadInMinorUnits(String text, int scale, long minorUnits) {
        assertThat(Amount.parse(text, scale)).isEqualTo(new Amount(minorUnits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "-.", ".5", "5.", "-.5", "-5.", "+5", "--5", "5-", "1e3", "1E3", "0x10", "1,5", "1.2.3", "1..2",
                " 5", "5 ", "5\n", "1 000", "1_000", "NaN", "Infinity", "12.5f", "/", ":", "5/", "5:", "٣", "５", "1.٣", "५.0",
                "999999999999999999999x", "1.999x", "x"
            })
    void whatIsNoPlainDecimalIsRefusedForItsForm(String text) {
        assertThat(reason(text, 2)).isEqualTo(Reason.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 0",
        "1.00, 1",
        "1.001, 2",
        "1.000, 2",
        "-1.0001, 3",
        "1.00000, 4",
        "1.0000000000000000000, 2",
        "9999999999999999999.001, 2"
    })
    void moreDigitsThanTheScaleAreRefusedEvenIfTheyAreZero(String text, int scale) {
        assertThat(reason(text, scale)).isEqualTo(Reason.TOO_MANY_DIGITS);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000000000001, 0",
        "-1000000000000000001, 0",
        "10000000000000000.01, 2",
        "100000000000000.0001, 4",
        "1000000000000000000, 1",
        "9223372036854775807, 0",
        "9223372036854775808, 0",
        "18446744073709551617, 0",
        "9999999999999999999999999, 0",
        "-9999999999999999999.9999, 4",
    })
    void whatIsLargerThanTheLargestAmountIsRefusedAsOverflow(String text, int scale) {
        assertThat(reason(text, scale)).isEqualTo(Reason.OVERFLOW);
    }

    @Test
    void aTextOfMoreThan25CharactersIsNotReadAtAll() {
        assertThat(Amount.parse("0".repeat(25), 0)).isEqualTo(Amount.ZERO);
        assertThatThrownBy(() -> Amount.parse("0".repeat(26), 0))
                .isInstanceOf(MalformedAmountException.class)
                .hasMessage("has 26 characters; an amount has at most 25");
        assertThat(reason("0".repeat(26), 0)).isEqualTo(Reason.SYNTAX);
    }

    @Test
    void theMessageSaysWhatToWriteInstead() {
        assertThatThrownBy(() -> Amount.parse("1e3", 2))
                .hasMessage("must be a decimal such as \"12.50\", without plus, exponent or spaces");
        assertThatThrownBy(() -> Amount.parse("1e3", 0)).hasMessageContaining("\"1250\"");
        assertThatThrownBy(() -> Amount.parse("1.5", 0))
                .hasMessage("has digits after the point; this currency has none");
        assertThatThrownBy(() -> Amount.parse("1.555", 2))
                .hasMessage("has 3 digits after the point; this currency has 2");
        assertThatThrownBy(() -> Amount.parse("9999999999999999999", 0))
                .hasMessage("is larger than any amount that can be booked");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 2, 0.00",
        "-5, 2, -0.05",
        "1250, 2, 12.50",
        "-1250, 1, -125.0",
        "1, 4, 0.0001",
        "1000000000000000000, 0, 1000000000000000000",
        "9223372036854775807, 4, 922337203685477.5807",
        "-9223372036854775808, 0, -9223372036854775808",
    })
    void anAmountIsWrittenWithAllDigitsOfTheScale(long minorUnits, int scale, String text) {
        assertThat(new Amount(minorUnits).format(scale)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            int scale = random.nextInt(5);
            Amount amount = new Amount(random.nextLong(-Amount.LARGEST.minorUnits(), Amount.LARGEST.minorUnits() + 1)
                    >> random.nextInt(60));
            assertThat(Amount.parse(amount.format(scale), scale)).as("seed %d", seed).isEqualTo(amount);
        }
    }

    @Test
    void readingAgreesWithExactArithmeticOnAnyDigits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            int scale = random.nextInt(5);
            int digitsAfter = random.nextInt(scale + 1);
            String text = (random.nextBoolean() ? "-" : "")
                    + BigDecimal.valueOf(random.nextLong(Long.MAX_VALUE) >> random.nextInt(63), digitsAfter)
                            .toPlainString();
            BigInteger exact = new BigDecimal(text).movePointRight(scale).toBigIntegerExact();
            if (exact.abs().compareTo(BigInteger.TEN.pow(18)) > 0) {
                assertThat(reason(text, scale)).as("%s, seed %d", text, seed).isEqualTo(Reason.OVERFLOW);
            } else {
                assertThat(Amount.parse(text, scale).minorUnits())
                        .as("%s, seed %d", text, seed)
                        .isEqualTo(exact.longValueExact());
            }
        }
    }

    @Test
    void sumsAreExactOrRefusedUpToTheEdgeOfALong() {
        long[] edges = {
            Long.MIN_VALUE, Long.MIN_VALUE + 1, -Amount.LARGEST.minorUnits(), -2, -1, 0, 1, 2, 7, Long.MAX_VALUE - 1, Long.MAX_VALUE
        };
        for (long a : edges) {
            for (long b : edges) {
                BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));
                BigInteger difference = BigInteger.valueOf(a).subtract(BigInteger.valueOf(b));
                assertExactOrOverflow(sum, () -> new Amount(a).plus(new Amount(b)));
                assertExactOrOverflow(difference, () -> new Amount(a).minus(new Amount(b)));
            }
            assertExactOrOverflow(BigInteger.valueOf(a).negate(), () -> new Amount(a).negated());
        }
    }

    private static void assertExactOrOverflow(BigInteger exact, Supplier<Amount> sum) {
        if (exact.bitLength() < 64) {
            assertThat(sum.get().minorUnits()).isEqualTo(exact.longValueExact());
        } else {
            assertThatThrownBy(sum::get).isInstanceOf(AmountOverflowException.class);
        }
    }

    @Test
    void anOverflowNamesWhatWasAdded() {
        assertThatThrownBy(() -> new Amount(Long.MAX_VALUE).plus(new Amount(5))).hasMessage("9223372036854775807 + 5");
        assertThatThrownBy(() -> new Amount(Long.MIN_VALUE).minus(new Amount(5)))
                .hasMessage("-9223372036854775808 - 5");
        assertThatThrownBy(() -> new Amount(Long.MIN_VALUE).negated()).hasMessage("-(-9223372036854775808)");
    }

    @Test
    void amountsCompareByTheirSize() {
        Amount less = new Amount(-1);
        Amount more = new Amount(1);

        assertThat(less).isLessThan(more).isEqualByComparingTo(new Amount(-1));
        assertThat(less.isLessThan(more)).isTrue();
        assertThat(less.isLessThan(less)).isFalse();
        assertThat(more.isMoreThan(less)).isTrue();
        assertThat(more.isMoreThan(more)).isFalse();
        assertThat(less.isNegative()).isTrue();
        assertThat(more.isPositive()).isTrue();
        assertThat(Amount.ZERO.isNegative()).isFalse();
        assertThat(Amount.ZERO.isPositive()).isFalse();
        assertThat(Amount.ZERO.isZero()).isTrue();
        assertThat(more.isZero()).isFalse();
        assertThat(less.isZero()).isFalse();
        assertThat(Amount.ofMinorUnits(0)).isSameAs(Amount.ZERO);
    }

    private static Reason reason(String text, int scale) {
        return catchThrowableOfType(MalformedAmountException.class, () -> Amount.parse(text, scale))
                .reason();
    }
}
