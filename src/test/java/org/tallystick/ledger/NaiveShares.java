package org.tallystick.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Shares by largest remainder, found one unit after the other: for comparison with {@link Fractions}. */
final class NaiveShares {
    private NaiveShares() {}

    /** Each unit that the quotas rounded down leave goes to whoever is furthest beneath its quota, the first of equals. */
    static List<Long> of(long total, List<Long> weights) {
        BigInteger sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            return weights;
        }
        List<Long> shares = new ArrayList<>();
        for (long weight : weights) {
            shares.add(BigInteger.valueOf(total)
                    .multiply(BigInteger.valueOf(weight))
                    .divide(sum)
                    .longValueExact());
        }
        while (shares.stream().mapToLong(Long::longValue).sum() < total) {
            int furthest = -1;
            BigInteger most = BigInteger.ZERO;
            for (int i = 0; i < weights.size(); i++) {
                BigInteger beneath = BigInteger.valueOf(total)
                        .multiply(BigInteger.valueOf(weights.get(i)))
                        .subtract(BigInteger.valueOf(shares.get(i)).multiply(sum));
                if (beneath.compareTo(most) > 0) {
                    furthest = i;
                    most = beneath;
                }
            }
            shares.set(furthest, shares.get(furthest) + 1);
        }
        return shares;
    }

    static long halfEven(long amount, long part, long whole) {
        BigDecimal exact = new BigDecimal(amount).multiply(new BigDecimal(part));
        BigInteger[] split = exact.toBigInteger().divideAndRemainder(BigInteger.valueOf(whole));
        int half = split[1].shiftLeft(1).compareTo(BigInteger.valueOf(whole));
        boolean up = half > 0 || (half == 0 && split[0].testBit(0));
        return new BigDecimal(up ? split[0].add(BigInteger.ONE) : split[0])
                .round(new MathContext(40, RoundingMode.UNNECESSARY))
                .longValueExact();
    }
}
