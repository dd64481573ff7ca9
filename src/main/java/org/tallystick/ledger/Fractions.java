package org.tallystick.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of amounts, to the last unit. */
final class Fractions {
    private Fractions() {}

    /** The amount times a fraction, rounded half to even. */
    static BigInteger halfEven(Amount amount, long numerator, long denominator) {
        return BigDecimal.valueOf(amount.minorUnits())
                .multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    /**
     * Shares a total out in proportion to weights: each gets its quota rounded down, and what is left goes, a unit each, to those of the
     * largest remainders; of equal ones to those that come first.
     *
     * @param total from 0 to the sum of the weights, so that none gets more than its weight
     * @param weights none below zero
     */
    static List<Amount> apportion(Amount total, List<Amount> weights) {
        BigInteger sum = weights.stream()
                .map(weight -> BigInteger.valueOf(weight.minorUnits()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger whole = BigInteger.valueOf(total.minorUnits());
        if (total.isNegative() || whole.compareTo(sum) > 0) {
            throw new IllegalArgumentException(total + " of " + sum + " cannot be shared out");
        }
        if (sum.signum() == 0) {
            return weights;
        }
        List<BigInteger[]> quotas = new ArrayList<>();
        long rest = total.minorUnits();
        for (Amount weight : weights) {
            BigInteger[] quota =
                    whole.multiply(BigInteger.valueOf(weight.minorUnits())).divideAndRemainder(sum);
            quotas.add(quota);
            rest -= quota[0].longValueExact();
        }
        List<Integer> byRemainder = IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> quotas.get(i)[1], Comparator.reverseOrder()))
                .toList();
        long[] shares =
                quotas.stream().mapToLong(quota -> quota[0].longValueExact()).toArray();
        for (int i = 0; i < rest; i++) {
            shares[byRemainder.get(i)]++;
        }
        return Arrays.stream(shares).mapToObj(Amount::ofMinorUnits).toList();
    }
}
