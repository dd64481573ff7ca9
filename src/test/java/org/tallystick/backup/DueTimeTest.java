package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private Duration running = Duration.ZERO;
    private final DueTime due = new DueTime(DAY, () -> running.toNanos());

    @Test
    void theFirstIsDueAtOnceAndTheNextAfterSoLong() {
        assertThat(due.isDue(NOON, Optional.empty(), false)).isTrue();
        assertThat(due.isDue(NOON, Optional.of(NOON.minus(DAY).plusSeconds(1)), false))
                .isFalse();
        assertThat(due.isDue(NOON, Optional.of(NOON.minus(DAY)), false)).isTrue();
    }

    @Test
    void oneThatIsNeededIsDueHoweverNewTheNewestIs() {
        assertThat(due.isDue(NOON, Optional.of(NOON.minusSeconds(1)), true)).isTrue();
    }

    @Test
    void aBackupThatIsDatedAfterNowIsNoReasonToWait() {
        Optional<Instant> ahead = Optional.of(NOON.plus(Duration.ofDays(300)));
        assertThat(due.isDue(NOON, ahead, false)).isTrue();
        due.made();
        assertThat(due.isDue(NOON, ahead, false)).isFalse();
        running = DAY;
        assertThat(due.isDue(NOON, ahead, false)).isTrue();
    }

    @Test
    void aClockThatWasSetBackDoesNotPutOffTheNext() {
        due.made();
        running = DAY.minusSeconds(1);
        assertThat(due.isDue(NOON, Optional.of(NOON), false)).isFalse();
        running = DAY;
        assertThat(due.isDue(NOON, Optional.of(NOON), false)).isTrue();
    }

    @Test
    void oneThatFailedIsTriedAgainAQuarterOfAnHourAfterItsEnd() {
        running = Duration.ofHours(2);
        due.failed();
        running = running.plusMinutes(15).minusSeconds(1);
        assertThat(due.isDue(NOON, Optional.empty(), true)).isFalse();
        running = running.plusSeconds(1);
        assertThat(due.isDue(NOON, Optional.empty(), true)).isTrue();
        due.made();
        assertThat(due.isDue(NOON, Optional.of(NOON), false)).isFalse();
    }
}
