package org.tallystick.ledger;

import java.math.BigInteger;
import java.util.Optional;

/**
 * How much of an amount goes to the fund: a part of it and a fixed amount, rounded once, half to even, and then held within floor,
 * ceiling and the amount itself, in this order.
 *
 * @param partsPerMillion of the amount: 25 000 is 2.5 %; 0 to {@value #MILLION}
 * @param fixed 0 to {@link Amount#LARGEST}
 * @param floor at least so much, 0 to {@link Amount#LARGEST}
 * @param ceiling at most so much, from the floor to {@link Amount#LARGEST}
 */
public record LevyRule(int partsPerMillion, Amount fixed, Optional<Amount> floor, Optional<Amount> ceiling) {
    public static final int MILLION = 1_000_000;

    public LevyRule {
        if (partsPerMillion < 0 || partsPerMillion > MILLION) {
            throw new IllegalArgumentException("a levy takes 0 to " + MILLION + " parts of a million");
        }
        requireInRange(fixed);
        floor.ifPresent(LevyRule::requireInRange);
        ceiling.ifPresent(LevyRule::requireInRange);
        if (floor.isPresent() && ceiling.isPresent() && floor.get().isMoreThan(ceiling.get())) {
            throw new IllegalArgumentException("the floor of a levy lies above its ceiling");
        }
    }

    private static void requireInRange(Amount amount) {
        if (amount.isNegative() || amount.isMoreThan(Amount.LARGEST)) {
            throw new IllegalArgumentException("a levy is from 0 to " + Amount.LARGEST + ", not " + amount);
        }
    }

    /** @return from 0 to the amount; 0 for an amount that is not more than zero */
    public Amount on(Amount amount) {
        if (!amount.isPositive()) {
            return Amount.ZERO;
        }
        Amount most = ceiling.filter(amount::isMoreThan).orElse(amount);
        BigInteger raw =
                Fractions.halfEven(amount, partsPerMillion, MILLION).add(BigInteger.valueOf(fixed.minorUnits()));
        BigInteger atLeast =
                raw.max(BigInteger.valueOf(floor.orElse(Amount.ZERO).minorUnits()));
        return Amount.ofMinorUnits(
                atLeast.min(BigInteger.valueOf(most.minorUnits())).longValueExact());
    }
}
