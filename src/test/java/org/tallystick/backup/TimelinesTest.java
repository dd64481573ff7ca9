package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelinesTest {
    private static final long SIXTEEN_MEGABYTES = 16L << 20;
    private static final Timelines THIRD = Timelines.of(
            3,
            Optional.of("1\t0/5000100\tbefore 2026-11-28 02:00:00+00\n\n2\t0/8000000\tno recovery target specified\n"));

    @Test
    void aBackupIsAPlaceToStartFromUnlessItEndedAfterItsTimelineWasLeft() {
        assertThat(THIRD.contains(1, Lsn.parse("0/5000100"))).isTrue();
        assertThat(THIRD.contains(1, Lsn.parse("0/5000101"))).isFalse();
        assertThat(THIRD.contains(2, Lsn.parse("0/7FFFFFF"))).isTrue();
        assertThat(THIRD.contains(2, Lsn.parse("0/9000000"))).isFalse();
        assertThat(THIRD.contains(3, Lsn.parse("7/0"))).isTrue();
        assertThat(THIRD.contains(4, Lsn.parse("0/1"))).isFalse();
    }

    @Test
    void aSegmentInWhichATimelineWasLeftIsNeededAndALaterOneIsNot() {
        assertThat(THIRD.contains(new Segment(1, 5), SIXTEEN_MEGABYTES)).isTrue();
        assertThat(THIRD.contains(new Segment(1, 6), SIXTEEN_MEGABYTES)).isFalse();
        assertThat(THIRD.contains(new Segment(3, 60), SIXTEEN_MEGABYTES)).isTrue();
        assertThat(THIRD.contains(new Segment(4, 5), SIXTEEN_MEGABYTES)).isFalse();
    }

    @Test
    void theFirstTimelineHasNoHistory() {
        Timelines first = Timelines.of(1, Optional.empty());
        assertThat(first.forks()).isEmpty();
        assertThat(first.contains(1, Lsn.parse("0/1"))).isTrue();
    }

    @Test
    void whenTheFirstThatWasLeftOutHadBeenCommittedStandsInTheHistoryOfARestoreToAnInstant() {
        assertThat(THIRD.forks().get(0).leftOutFrom()).contains(Instant.parse("2026-11-28T02:00:00Z"));
        assertThat(Fork.parse("1\t0/1A001440\tbefore 2026-11-28 08:22:49.5967+00")
                        .leftOutFrom())
                .contains(Instant.parse("2026-11-28T08:22:49.5967Z"));
        assertThat(Fork.parse("1\t0/1A001440\tbefore 2026-11-28 08:22:49+05:30").leftOutFrom())
                .contains(Instant.parse("2026-11-28T02:52:49Z"));
        assertThat(THIRD.forks().get(1).leftOutFrom()).isEmpty();
        assertThat(Fork.parse("1\t0/1A001440\tbefore an instant").leftOutFrom()).isEmpty();
        assertThat(Fork.parse("1\t0/1A001440").leftOutFrom()).isEmpty();
    }

    @Test
    void afterEachForkTheBooksWentOnOnTheNext() {
        assertThat(THIRD.forks()).extracting(THIRD::after).containsExactly(2L, 3L);
    }
}
