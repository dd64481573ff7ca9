package org.tallystick.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.job.UnfinishedJobs;
import org.tallystick.mail.OutboxState;
import org.tallystick.platform.FailingChores;
import org.tallystick.platform.SchemaVersion;
import org.tallystick.posting.PostingQueue;
import org.tallystick.proposal.OverdueWork;

/** What is said of what was read. Of books and backups, tests of their own tell. */
class LooksTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATELY = NOW.minus(Duration.ofMinutes(5));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void aDatabaseThatAnswersIsGoodIfItsTablesAreOfThisVersion() {
        assertThat(DatabaseLook.line(new SchemaVersion.State("45", "45", 0)))
                .isEqualTo(StatusLine.good(
                        Subject.DATABASE, "The database answers, and its tables are up to date (version 45)."));
        assertThat(DatabaseLook.line(new SchemaVersion.State("45", "44", -1)).state())
                .isEqualTo(State.BAD);
        assertThat(DatabaseLook.line(new SchemaVersion.State("45", "46", 1)).state())
                .isEqualTo(State.ATTENTION);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsBadAndWhatToDoDependsOnWhoseItIs() {
        assertThat(DatabaseLook.away(true).state()).isEqualTo(State.BAD);
        assertThat(DatabaseLook.away(true).advice()).startsWith("Stop the service and start it again");
        assertThat(DatabaseLook.away(false).state()).isEqualTo(State.BAD);
        assertThat(DatabaseLook.away(false).advice()).startsWith("See whether PostgreSQL runs");
    }

    @Test
    void lettersThatWaitForLongNeedAttention() {
        assertThat(LettersLook.line(letters(true, 0, Optional.empty(), Optional.empty()), NOW))
                .isEqualTo(StatusLine.good(Subject.LETTERS, "None waits."));
        assertThat(LettersLook.line(letters(true, 3, Optional.of(LATELY), Optional.empty()), NOW))
                .isEqualTo(StatusLine.good(Subject.LETTERS, "3 letters wait to be sent, the oldest for 5 minutes."));
        StatusLine line = LettersLook.line(letters(true, 1, Optional.of(LONG_AGO), Optional.empty()), NOW);
        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.sentence()).isEqualTo("1 letter waits to be sent, the oldest for 3 days.");
        assertThat(line.advice()).contains("what the mail server answers");
    }

    @Test
    void lettersThatNobodySendsNeedAttentionToo() {
        assertThat(LettersLook.line(letters(false, 0, Optional.empty(), Optional.empty()), NOW)
                        .state())
                .isEqualTo(State.GOOD);
        StatusLine line = LettersLook.line(letters(false, 2, Optional.of(LONG_AGO), Optional.empty()), NOW);
        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.advice()).contains("QUARKUS_MAILER_HOST");
    }

    @Test
    void lettersThatWereGivenUpLatelyNeedAttention() {
        StatusLine line = LettersLook.line(letters(true, 0, Optional.empty(), Optional.of(LONG_AGO)), NOW);
        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.sentence())
                .isEqualTo(
                        "4 letters were given up in the last weeks, the last one 3 days ago (2026-11-25 12:00 UTC).");
        Instant weeksAgo = NOW.minus(Duration.ofDays(20));
        assertThat(LettersLook.line(letters(true, 0, Optional.empty(), Optional.of(weeksAgo)), NOW)
                        .state())
                .isEqualTo(State.GOOD);
    }

    private static OutboxState letters(
            boolean enabled, long waiting, Optional<Instant> oldest, Optional<Instant> lastGivenUp) {
        return new OutboxState(enabled, waiting, oldest, lastGivenUp.isPresent() ? 4 : 0, lastGivenUp);
    }

    @Test
    void anExportOnWhichNobodyWorksNeedsAttention() {
        assertThat(ExportsLook.line(new UnfinishedJobs(0, Duration.ZERO)))
                .isEqualTo(StatusLine.good(Subject.EXPORTS, "None is unfinished."));
        assertThat(ExportsLook.line(new UnfinishedJobs(2, Duration.ofMinutes(59))))
                .isEqualTo(StatusLine.good(Subject.EXPORTS, "2 exports are queued or running."));
        StatusLine line = ExportsLook.line(new UnfinishedJobs(1, Duration.ofHours(5)));
        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.sentence())
                .isEqualTo("1 export is queued or running, and on one nobody has worked for 5 hours.");
    }

    @Test
    void whatIsDueAndNotDoneIsNamed() {
        FailingChores.State failing = new FailingChores.State(Optional.of(LATELY), Map.of("BookInstalments", LATELY));
        StatusLine line = DueLook.line(new OverdueWork(1, 2, 3, 0), failing, LONG_AGO, NOW);
        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.details())
                .containsExactly(
                        "1 proposal open after the end of their time",
                        "2 instalments not tried on the day",
                        "3 changes of proposals of which nobody was told for an hour",
                        "BookInstalments fails, for the first time 5 minutes ago (2026-11-28 11:55 UTC)");
    }

    @Test
    void whatTheBooksRefuseIsBetweenTheMembers() {
        StatusLine line = DueLook.line(new OverdueWork(0, 0, 0, 2), round(LATELY), LONG_AGO, NOW);
        assertThat(line.state()).isEqualTo(State.GOOD);
        assertThat(line.sentence()).contains("but for 2 instalments that the books refuse");
        assertThat(DueLook.line(new OverdueWork(0, 0, 0, 0), round(LATELY), LONG_AGO, NOW))
                .isEqualTo(StatusLine.good(Subject.DUE, "All that was due has been done."));
    }

    @Test
    void anInstanceThatDoesNothingOfWhatIsDueIsSeen() {
        OverdueWork none = new OverdueWork(0, 0, 0, 0);
        assertThat(DueLook.line(none, round(LONG_AGO), LONG_AGO, NOW).state()).isEqualTo(State.ATTENTION);
        FailingChores.State never = new FailingChores.State(Optional.empty(), Map.of());
        assertThat(DueLook.line(none, never, LATELY, NOW).state()).isEqualTo(State.GOOD);
        assertThat(DueLook.line(none, never, LONG_AGO, NOW).state()).isEqualTo(State.ATTENTION);
    }

    private static FailingChores.State round(Instant at) {
        return new FailingChores.State(Optional.of(at), Map.of());
    }

    @Test
    void aFullQueueIsBadAndAHalfFullOneNeedsAttention() {
        assertThat(TradesLook.line(new PostingQueue(0, 20_000, Optional.empty())))
                .isEqualTo(StatusLine.good(Subject.TRADES, "No trade waits."));
        assertThat(TradesLook.line(new PostingQueue(1, 20_000, Optional.of(Duration.ofHours(1)))))
                .isEqualTo(StatusLine.good(Subject.TRADES, "1 trade waits to be booked (at most 20,000 may)."));
        assertThat(TradesLook.line(new PostingQueue(10_000, 20_000, Optional.empty()))
                        .state())
                .isEqualTo(State.ATTENTION);
        StatusLine line = TradesLook.line(new PostingQueue(12, 20_000, Optional.of(Duration.ofMinutes(2))));
        assertThat(line.state()).isEqualTo(State.BAD);
        assertThat(line.sentence())
                .isEqualTo("12 trades wait to be booked (at most 20,000 may); the last time that one was sent away was"
                        + " 2 minutes ago.");
    }

    @Test
    void aDiskThatIsNearlyFullNeedsAttentionBeforeItIsBad() {
        assertThat(DiskLook.line(List.of(room("the database", 41), room("the backups", 90))))
                .isEqualTo(StatusLine.good(
                        Subject.DISK, "Free: 41 GB of 100 GB for the database, and 90 GB of 100 GB for the backups."));
        assertThat(DiskLook.line(List.of(room("the database", 41), room("the backups", 9)))
                        .state())
                .isEqualTo(State.ATTENTION);
        assertThat(DiskLook.line(List.of(room("the database", 2), room("the backups", 90)))
                        .state())
                .isEqualTo(State.BAD);
    }

    @Test
    void aDirectoryThatIsNotThereNeedsAttention() {
        StatusLine line = DiskLook.line(List.of(room("the database", 41), new DiskLook.Room("the backups", 0, 0)));
        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.sentence()).isEqualTo("It cannot be told how much room there is for the backups.");
    }

    private static DiskLook.Room room(String what, long gibibytes) {
        return new DiskLook.Room(what, gibibytes * GIBIBYTE, 100 * GIBIBYTE);
    }

    @Test
    void theImpossibleIsBadAndIsNamed() {
        assertThat(ImpossibleLook.line(Map.of()).state()).isEqualTo(State.GOOD);
        StatusLine line = ImpossibleLook.line(Map.of("posting, TS003", 2L));
        assertThat(line.state()).isEqualTo(State.BAD);
        assertThat(line.sentence())
                .isEqualTo(
                        "Since this instance was started 2 things happened that must not. Nothing wrong was written.");
        assertThat(line.details()).containsExactly("posting, TS003: 2");
    }
}
