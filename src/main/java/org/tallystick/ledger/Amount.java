package org.tallystick.ledger;

import java.math.BigDecimal;
import org.tallystick.ledger.MalformedAmountException.Reason;

/**
 * A signed quantity of a currency in its minor units: 12.50 of a currency with scale 2 is 1250. Every sum is checked.
 *
 * @param minorUnits any {@code long}; what a person enters, and every balance, is within ±{@link #LARGEST}, so that a
 *     balance, a limit and a hold add up without overflow
 */
public record Amount(long minorUnits) implements Comparable<Amount> {
    /** The largest amount that is accepted, and the largest balance either way: 10^18 minor units. */
    public static final Amount LARGEST = new Amount(1_000_000_000_000_000_000L);

    public static final Amount ZERO = new Amount(0);

    private static final int LONGEST_TEXT = 25;

    public static Amount ofMinorUnits(long minorUnits) {
        return minorUnits == 0 ? ZERO : new Amount(minorUnits);
    }

    /**
     * Reads a decimal such as {@code 12}, {@code 12.5} or {@code -0.05}: ASCII digits, at most {@code scale} of them
     * after the point, no exponent, no leading plus. A wrong form is told before a wrong size.
     *
     * @throws MalformedAmountException if it is anything else, or beyond ±{@link #LARGEST}
     */
    public static Amount parse(String text, int scale) {
        int length = text.length();
        if (length > LONGEST_TEXT) {
            throw new MalformedAmountException(
                    Reason.SYNTAX, "has " + length + " characters; an amount has at most " + LONGEST_TEXT);
        }
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        int digitsAfter = point < 0 ? 0 : length - point - 1;
        if (!areDigits(text, start, point < 0 ? length : point) || (point >= 0 && !areDigits(text, point + 1, length))) {
            throw new MalformedAmountException(
                    Reason.SYNTAX,
                    "must be a decimal such as \"" + new Amount(1250).format(scale)
                            + "\", without plus, exponent or spaces");
        }
        if (digitsAfter > scale) {
            throw new MalformedAmountException(
                    Reason.TOO_MANY_DIGITS,
                    scale == 0
                            ? "has digits after the point; this currency has none"
                            : "has " + digitsAfter + " digits after the point; this currency has " + scale);
        }
        BigDecimal units = new BigDecimal(text).movePointRight(scale);
        if (units.abs().compareTo(BigDecimal.valueOf(LARGEST.minorUnits)) > 0) {
            throw new MalformedAmountException(Reason.OVERFLOW, "is larger than any amount that can be booked");
        }
        return ofMinorUnits(units.longValueExact());
    }

    /** Whether there is something from {@code start} to before {@code end}, and ASCII digits alone. */
    private static boolean areDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return start < end;
    }

    /** The decimal with exactly {@code scale} digits after the point: {@code -12.50}. */
    public String format(int scale) {
        return BigDecimal.valueOf(minorUnits, scale).toPlainString();
    }

    /** @throws AmountOverflowException if the sum does not fit a {@code long} */
    public Amount plus(Amount other) {
        long sum = minorUnits + other.minorUnits;
        if (((minorUnits ^ sum) & (other.minorUnits ^ sum)) < 0) {
            throw new AmountOverflowException(minorUnits + " + " + other.minorUnits);
        }
        return ofMinorUnits(sum);
    }

    /** @throws AmountOverflowException if the difference does not fit a {@code long} */
    public Amount minus(Amount other) {
        long difference = minorUnits - other.minorUnits;
        if (((minorUnits ^ other.minorUnits) & (minorUnits ^ difference)) < 0) {
            throw new AmountOverflowException(minorUnits + " - " + other.minorUnits);
        }
        return ofMinorUnits(difference);
    }

    /** @throws AmountOverflowException for the one {@code long} that has no opposite */
    public Amount negated() {
        if (minorUnits == Long.MIN_VALUE) {
            throw new AmountOverflowException("-(" + minorUnits + ")");
        }
        return ofMinorUnits(-minorUnits);
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    public boolean isMoreThan(Amount other) {
        return minorUnits > other.minorUnits;
    }

    public boolean isLessThan(Amount other) {
        return minorUnits < other.minorUnits;
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(minorUnits, other.minorUnits);
    }
}
