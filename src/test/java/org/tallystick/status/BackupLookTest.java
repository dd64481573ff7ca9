package org.tallystick.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.backup.BackupFailure;
import org.tallystick.backup.BackupState;

class BackupLookTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATELY = NOW.minus(Duration.ofHours(3));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
    private static final Optional<BackupFailure> NONE_FAILED = Optional.empty();

    @Test
    void aServerIsBackedUpElsewhere() {
        StatusLine line = BackupLook.line(new BackupState.Elsewhere(), NOW);

        assertThat(line.state()).isEqualTo(State.GOOD);
        assertThat(line.sentence()).contains("backed up there");
        assertThat(line.advice()).contains("docs/backup.md");
    }

    @Test
    void withoutABackupDirectoryItIsSaidHowToNameOne() {
        StatusLine line = BackupLook.line(new BackupState.NotConfigured(), NOW);

        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.advice()).contains("TALLYSTICK_BACKUP_DIRECTORY");
    }

    @Test
    void aNewVerifiedBackupIsGood() {
        StatusLine line = BackupLook.line(scheduled(Optional.of(LATELY), NONE_FAILED, 2), NOW);

        assertThat(line.state()).isEqualTo(State.GOOD);
        assertThat(line.sentence())
                .isEqualTo(
                        "The newest verified backup is of 3 hours ago (2026-11-28 09:00 UTC); what was booked since is"
                                + " copied beside it as it comes.");
    }

    @Test
    void oneThatIsOldIsBad() {
        StatusLine line = BackupLook.line(scheduled(Optional.of(LONG_AGO), NONE_FAILED, 0), NOW);

        assertThat(line.state()).isEqualTo(State.BAD);
        assertThat(line.sentence()).contains("3 days ago", "every 24 hours");
    }

    @Test
    void aFailureSinceNeedsAttentionAndAnEarlierOneIsForgotten() {
        BackupFailure since = new BackupFailure(NOW.minusSeconds(600), false);
        assertThat(BackupLook.line(scheduled(Optional.of(LATELY), Optional.of(since), 0), NOW)
                        .state())
                .isEqualTo(State.ATTENTION);

        BackupFailure earlier = new BackupFailure(LONG_AGO, false);
        assertThat(BackupLook.line(scheduled(Optional.of(LATELY), Optional.of(earlier), 0), NOW)
                        .state())
                .isEqualTo(State.GOOD);
    }

    @Test
    void booksThatAreWrongInABackupAreBad() {
        BackupFailure wrong = new BackupFailure(NOW.minusSeconds(600), true);

        StatusLine line = BackupLook.line(scheduled(Optional.of(LATELY), Optional.of(wrong), 0), NOW);

        assertThat(line.state()).isEqualTo(State.BAD);
        assertThat(line.sentence()).contains("The books in the last backup are not right");
    }

    @Test
    void whatIsOnOneDiskAloneIsBad() {
        assertThat(BackupLook.line(scheduled(Optional.of(LATELY), NONE_FAILED, 11), NOW)
                        .state())
                .isEqualTo(State.BAD);
        assertThat(BackupLook.line(scheduled(Optional.of(LATELY), NONE_FAILED, 10), NOW)
                        .state())
                .isEqualTo(State.GOOD);
        assertThat(BackupLook.line(scheduled(Optional.of(LATELY), NONE_FAILED, -1), NOW)
                        .state())
                .isEqualTo(State.GOOD);
    }

    @Test
    void whereThereIsNoneItMattersWhy() {
        BackupState.Scheduled first =
                new BackupState.Scheduled(Duration.ofDays(1), Optional.empty(), Optional.empty(), NONE_FAILED, 0);
        assertThat(BackupLook.line(first, NOW).state()).isEqualTo(State.ATTENTION);
        assertThat(BackupLook.line(first, NOW).sentence()).contains("the first is being made");

        BackupFailure failure = new BackupFailure(NOW.minusSeconds(600), false);
        StatusLine failed = BackupLook.line(scheduled(Optional.empty(), Optional.of(failure), 0), NOW);
        assertThat(failed.state()).isEqualTo(State.BAD);
        assertThat(failed.sentence()).contains("none could be made 10 minutes ago");

        assertThat(BackupLook.line(scheduled(Optional.empty(), NONE_FAILED, 0), NOW)
                        .state())
                .isEqualTo(State.BAD);
    }

    @Test
    void backupsThatNobodyHasLookedAfterForLongNeedAttention() {
        BackupState.Scheduled forgotten = new BackupState.Scheduled(
                Duration.ofDays(1), Optional.of(NOW.minus(Duration.ofHours(1))), Optional.of(LATELY), NONE_FAILED, 0);

        assertThat(BackupLook.line(forgotten, NOW).state()).isEqualTo(State.ATTENTION);
    }

    private static BackupState.Scheduled scheduled(
            Optional<Instant> newest, Optional<BackupFailure> failure, long segments) {
        return new BackupState.Scheduled(
                Duration.ofDays(1), Optional.of(NOW.minusSeconds(20)), newest, failure, segments);
    }
}
