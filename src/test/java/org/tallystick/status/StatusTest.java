package org.tallystick.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final StatusLine GOOD = StatusLine.good(Subject.DATABASE, "It answers.");
    private static final StatusLine ATTENTION = StatusLine.attention(Subject.BACKUPS, "There is none.", "Make one.");
    private static final StatusLine BAD =
            StatusLine.bad(Subject.BOOKS, "They are not right.", "Stop.").naming(List.of("maple: I1 trade 7"));

    @Test
    void itIsAsBadAsTheWorstLine() {
        assertThat(status(GOOD).state()).isEqualTo(State.GOOD);
        assertThat(status(GOOD, ATTENTION).state()).isEqualTo(State.ATTENTION);
        assertThat(status(ATTENTION, BAD, GOOD).state()).isEqualTo(State.BAD);
    }

    @Test
    void theHeadlineCounts() {
        assertThat(status(GOOD).headline()).isEqualTo("All is well.");
        assertThat(status(ATTENTION).headline()).isEqualTo("1 thing needs attention.");
        assertThat(status(ATTENTION, ATTENTION).headline()).isEqualTo("2 things need attention.");
        assertThat(status(BAD).headline()).isEqualTo("1 thing is wrong.");
        assertThat(status(BAD, BAD, ATTENTION).headline()).isEqualTo("2 things are wrong, and 1 needs attention.");
    }

    @Test
    void linesStandInTheOrderOfWhatMatters() {
        assertThat(status(ATTENTION, BAD, GOOD).lines()).containsExactly(GOOD, BAD, ATTENTION);
    }

    @Test
    void whatIsNotGoodComesWithWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusLine.attention(Subject.BOOKS, "They are old.", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> StatusLine.good(Subject.BOOKS, ""));
    }

    @Test
    void theTextIsReadInATerminal() {
        StatusLine wordy = StatusLine.attention(
                Subject.LETTERS,
                "3 letters wait to be sent, and since this sentence is longer than a terminal is wide, it goes on below.",
                "Mend it.");

        assertThat(StatusText.of(status(GOOD, BAD, wordy))).isEqualTo("""
                1 thing is wrong, and 1 needs attention.
                Tallystick 0.1.0, running for 3 hours; asked at 2026-11-28 12:00 UTC.

                [good]      Database: It answers.
                [wrong]     Books: They are not right.
                            - maple: I1 trade 7
                            => Stop.
                [attention] Letters: 3 letters wait to be sent, and since this sentence is longer than a terminal is
                              wide, it goes on below.
                            => Mend it.
                """);
    }

    @Test
    void programsAreToldTheSame() {
        StatusView view = StatusView.of(status(BAD, GOOD));

        assertThat(view.state()).isEqualTo("bad");
        assertThat(view.lines())
                .containsExactly(
                        new StatusView.Line("database", "good", "It answers.", List.of(), ""),
                        new StatusView.Line(
                                "books", "bad", "They are not right.", List.of("maple: I1 trade 7"), "Stop."));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 seconds",
        "PT1S, 1 second",
        "PT-9S, 0 seconds",
        "PT119S, 119 seconds",
        "PT2M, 2 minutes",
        "PT119M, 119 minutes",
        "PT2H, 2 hours",
        "PT47H, 47 hours",
        "P2D, 2 days",
        "P400D, 400 days"
    })
    void timesAreToldInTheLargestUnitOfWhichThereAreSome(Duration duration, String words) {
        assertThat(InWords.lasting(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 MB", "1073741824, '1,024 MB'", "2147483648, 2 GB", "5497558138880, '5,120 GB'"})
    void sizesAreToldInWholeNumbers(long bytes, String words) {
        assertThat(InWords.room(bytes)).isEqualTo(words);
    }

    private static Status status(StatusLine... lines) {
        return new Status("0.1.0", NOW.minus(Duration.ofHours(3)), NOW, List.of(lines));
    }
}
