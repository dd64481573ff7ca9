package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.Sample.units;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FractionsTest {
    private static final int RUNS = 20_000;

    @Test
    void sharesAreThoseOfTheLargestRemainderAndTakeNoneBeyondItsWeight() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            long most = random.nextBoolean() ? 4 : Amount.LARGEST.minorUnits() / 10;
            List<Long> weights = Stream.generate(() -> random.nextLong(most + 1))
                    .limit(1 + random.nextInt(8))
                    .toList();
            long sum = weights.stream().mapToLong(Long::longValue).sum();
            long total = random.nextInt(10) == 0 ? sum : random.nextLong(sum + 1);
            List<Long> shares = apportion(total, weights);
            assertThat(shares)
                    .as("%d over %s, seed %d", total, weights, seed)
                    .isEqualTo(NaiveShares.of(total, weights));
            assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
            for (int j = 0; j < weights.size(); j++) {
                assertThat(shares.get(j)).isBetween(0L, weights.get(j));
            }
        }
    }

    @Test
    void ofEqualsTheFirstGetsMore() {
        assertThat(apportion(5, List.of(3L, 3L, 3L))).containsExactly(2L, 2L, 1L);
        assertThat(apportion(1, List.of(1L, 1L))).containsExactly(1L, 0L);
        assertThat(apportion(0, List.of(0L, 0L))).containsExactly(0L, 0L);
    }

    @Test
    void moreThanThereIsCannotBeShared() {
        assertThatThrownBy(() -> apportion(3, List.of(1L, 1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> apportion(-1, List.of(1L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halvesAreRoundedToEven() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            long most = random.nextBoolean() ? 10 : Amount.LARGEST.minorUnits();
            long amount = random.nextLong(most + 1);
            long whole = 1 + random.nextLong(most);
            long part = random.nextLong(whole + 1);
            assertThat(Fractions.halfEven(units(amount), part, whole).longValueExact())
                    .as("%d times %d of %d, seed %d", amount, part, whole, seed)
                    .isEqualTo(NaiveShares.halfEven(amount, part, whole));
        }
    }

    private static List<Long> apportion(long total, List<Long> weights) {
        return Fractions.apportion(
                        units(total), weights.stream().map(Amount::ofMinorUnits).toList())
                .stream()
                .map(Amount::minorUnits)
                .toList();
    }
}
