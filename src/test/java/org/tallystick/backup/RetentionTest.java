package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Timelines FIRST_TIMELINE = Timelines.of(1, Optional.empty());
    private static final Backup FIRST = SampleBackup.of(1, true);
    private static final Backup SECOND = SampleBackup.of(2, true);
    private static final Backup WRONG = SampleBackup.of(3, false);
    private static final Backup LAST = SampleBackup.of(4, true);

    @Test
    void theOldestGoBeyondTheNumberThatIsKept() {
        assertThat(new Retention(2).outdated(List.of(FIRST, SECOND, LAST), FIRST_TIMELINE))
                .containsExactly(FIRST);
        assertThat(new Retention(3).outdated(List.of(FIRST, SECOND, LAST), FIRST_TIMELINE))
                .isEmpty();
        assertThat(new Retention(7).outdated(List.of(), FIRST_TIMELINE)).isEmpty();
    }

    @Test
    void booksThatWentWrongPushOutNoBackupOfWhenTheyWereRight() {
        assertThat(new Retention(2).outdated(List.of(FIRST, SECOND, WRONG), FIRST_TIMELINE))
                .isEmpty();
        assertThat(new Retention(1).outdated(List.of(FIRST, SECOND, WRONG), FIRST_TIMELINE))
                .containsExactly(FIRST);
        assertThat(new Retention(1).outdated(List.of(FIRST, WRONG, LAST), FIRST_TIMELINE))
                .containsExactly(FIRST, WRONG);
    }

    @Test
    void whatARestoreHasLeftBehindPushesOutNothingAndGoesWithWhatIsOlder() {
        Timelines way = Timelines.of(2, Optional.of("1\t0/500000\tbefore 2026-11-28 01:30:00+00\n"));
        Backup before = SampleBackup.of(1, true, 1, "0/400100");
        Backup leftBehind = SampleBackup.of(2, true, 1, "0/600000");
        Backup leftBehindToo = SampleBackup.of(3, true, 1, "0/700000");
        Backup after = SampleBackup.of(4, true, 2, "0/600000");
        assertThat(new Retention(2).outdated(List.of(before, leftBehind, leftBehindToo, after), way))
                .isEmpty();
        Backup last = SampleBackup.of(5, true, 2, "0/800000");
        assertThat(new Retention(2).outdated(List.of(before, leftBehind, leftBehindToo, after, last), way))
                .containsExactly(before, leftBehind, leftBehindToo);
    }

    @Test
    void aBackupOfAClockThatWasAheadDoesNotPushOutThoseThatFollowIt() {
        Backup ahead = SampleBackup.of(9_000, true, 1, "0/400100");
        Backup next = SampleBackup.of(5, true, 1, "0/500100");
        assertThat(new Retention(1).outdated(List.of(next, ahead), FIRST_TIMELINE))
                .containsExactly(ahead);
    }

    @Test
    void atLeastOneIsKept() {
        assertThatThrownBy(() -> new Retention(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
