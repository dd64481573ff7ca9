package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.Sample.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevyRuleTest {
    private static final int RUNS = 20_000;

    /** A number less than 0 is no floor, or no ceiling. */
    @ParameterizedTest
    @CsvSource({
        // Half to even: 2.5 % of 20 is 0.5, of 60 is 1.5, of 100 is 2.5.
        "25000, 0, -1, -1, 20, 0",
        "25000, 0, -1, -1, 60, 2",
        "25000, 0, -1, -1, 100, 2",
        "25000, 0, -1, -1, 101, 3",
        // The fixed amount comes after the rounding of the part, and is whole itself.
        "25000, 7, -1, -1, 20, 7",
        "0, 7, -1, -1, 20, 7",
        // The floor lifts, the ceiling cuts, and the amount bounds both.
        "25000, 0, 5, -1, 100, 5",
        "500000, 0, -1, 30, 100, 30",
        "0, 0, 5, 5, 3, 3",
        "0, 50, -1, -1, 20, 20",
        "1000000, 1, -1, -1, 20, 20",
        "0, 0, -1, 0, 20, 0",
        // Nothing is owed of nothing, whatever the floor.
        "0, 9, 9, -1, 0, 0",
        "0, 9, 9, -1, -5, 0"
    })
    void isRoundedOnceAndThenHeldWithinFloorCeilingAndAmount(
            int parts, long fixed, long floor, long ceiling, long amount, long owed) {
        assertThat(new LevyRule(parts, units(fixed), given(floor), given(ceiling)).on(units(amount)))
                .isEqualTo(units(owed));
    }

    @Test
    void equalsANaiveCountOfIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            long scale = random.nextBoolean() ? 1_000 : Amount.LARGEST.minorUnits();
            int parts = random.nextInt(LevyRule.MILLION + 1);
            long fixed = random.nextInt(3) == 0 ? random.nextLong(scale) : 0;
            Optional<Amount> floor =
                    random.nextBoolean() ? Optional.empty() : Optional.of(units(random.nextLong(scale)));
            Optional<Amount> ceiling = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(floor.orElse(Amount.ZERO)
                            .plus(units(random.nextLong(
                                    scale - floor.orElse(Amount.ZERO).minorUnits()))));
            long amount = 1 + random.nextLong(scale);
            Amount owed = new LevyRule(parts, units(fixed), floor, ceiling).on(units(amount));
            assertThat(owed.minorUnits())
                    .as("%d ppm of %d and %d within %s and %s, seed %d", parts, amount, fixed, floor, ceiling, seed)
                    .isEqualTo(naive(parts, fixed, floor, ceiling, amount));
        }
    }

    private static long naive(int parts, long fixed, Optional<Amount> floor, Optional<Amount> ceiling, long amount) {
        BigInteger owed = new BigDecimal(amount)
                .multiply(new BigDecimal(parts).movePointLeft(6))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger()
                .add(BigInteger.valueOf(fixed));
        if (floor.isPresent() && owed.compareTo(BigInteger.valueOf(floor.get().minorUnits())) < 0) {
            owed = BigInteger.valueOf(floor.get().minorUnits());
        }
        if (ceiling.isPresent()
                && owed.compareTo(BigInteger.valueOf(ceiling.get().minorUnits())) > 0) {
            owed = BigInteger.valueOf(ceiling.get().minorUnits());
        }
        return owed.compareTo(BigInteger.valueOf(amount)) > 0 ? amount : owed.longValueExact();
    }

    @Test
    void aRuleThatCannotBeKeptIsNone() {
        assertThatThrownBy(() -> new LevyRule(-1, Amount.ZERO, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LevyRule(1_000_001, Amount.ZERO, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LevyRule(0, units(-1), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LevyRule(0, Amount.ZERO, Optional.of(units(2)), Optional.of(units(1))))
                .hasMessageContaining("floor");
        assertThatThrownBy(() -> new LevyRule(0, Amount.ZERO, Optional.empty(), Optional.of(units(-1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<Amount> given(long bound) {
        return bound < 0 ? Optional.empty() : Optional.of(units(bound));
    }
}
