package org.tallystick.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.BalanceCurve.Day;

class BalanceCurveTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

    private final BalanceCurve curve = new BalanceCurve();

    private void add(int day, long balance) {
        curve.add(FIRST.plusDays(day), Amount.ofMinorUnits(balance));
    }

    private static Day day(int day, long balance) {
        return new Day(FIRST.plusDays(day), Amount.ofMinorUnits(balance));
    }

    @Test
    void aDayHasItsLastBalance() {
        add(0, 5);
        add(0, 7);
        add(3, -2);
        add(3, 1);

        assertThat(curve.points()).containsExactly(day(0, 7), day(3, 1));
    }

    @Test
    void ofManyDaysTheLowestAndHighestOfEachStretchAreLeft() {
        Random random = new Random(1);
        for (int i = 0; i < 4_000; i++) {
            add(i, random.nextInt(1_000));
        }
        add(4_000, 5_000);
        add(4_001, -5_000);
        List<Day> points = curve.points();

        assertThat(points).hasSizeLessThanOrEqualTo(BalanceCurve.MOST_POINTS).hasSizeGreaterThan(300);
        assertThat(points).contains(day(4_000, 5_000), day(4_001, -5_000));
        assertThat(points.stream().map(Day::date)).isSorted().doesNotHaveDuplicates();
    }
}
