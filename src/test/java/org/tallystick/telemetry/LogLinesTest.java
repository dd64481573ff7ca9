package org.tallystick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thing that happened is one line, whatever stands in it; and so nobody writes a line who is not the service. */
class LogLinesTest {
    private static final String FORGED = "2026-11-28 12:00:00,000 ERROR [forged] nothing of this happened";

    private final PatternFormatter console = new PatternFormatter("%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{2.}] %s%e%n");

    @Test
    void anOrdinaryMessageIsLeftAlone() {
        assertThat(written(record("Backed up to /backups/2026, and verified by restoring it.")))
                .endsWith("[or.ta.Test] Backed up to /backups/2026, and verified by restoring it.\n");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\u000c"})
    void whatFollowsALineEndOfAnyKindIsNoLineOfItsOwn(String end) {
        String written = written(record("No such letter: hello" + end + FORGED));

        assertThat(written).contains(FORGED);
        assertThat(written.split("[\\n\\r\\u0085\\u2028\\u2029\\u000b\\u000c]"))
                .noneMatch(line -> line.startsWith(FORGED));
    }

    @Test
    void whatSteersATerminalIsWrittenAsAnEscape() {
        assertThat(written(record("a\u001b[2Jb\u0000c\u202ed\u009be\tf")))
                .contains("a\\u001b[2Jb\\u0000c\\u202ed\\u009be\tf");
    }

    @Test
    void neitherDoesTheMessageOfAFailureNorThatOfItsCauseMakeALine() {
        IllegalStateException failure =
                new IllegalStateException("outer\n" + FORGED, new IllegalArgumentException("inner\n" + FORGED));
        failure.addSuppressed(new IllegalStateException("beside\r" + FORGED));
        ExtLogRecord record = record("Incident 1");
        record.setThrown(failure);

        String written = written(record);

        assertThat(written)
                .contains("IllegalStateException: outer\n  | " + FORGED)
                .contains("Caused by: java.lang.IllegalArgumentException: inner\n  | " + FORGED)
                .contains("at " + LogLinesTest.class.getName());
        assertThat(written.split("[\\n\\r]")).noneMatch(line -> line.startsWith(FORGED));
    }

    @Test
    void aFailureThatSaysNothingStrangeIsNotCopied() {
        IllegalStateException failure = new IllegalStateException("plain", new IllegalStateException("too"));

        assertThat(PrintableFailure.of(failure)).isSameAs(failure);
    }

    @Test
    void aRingOfCausesEnds() {
        IllegalStateException one = new IllegalStateException("one\n");
        one.initCause(new IllegalStateException("other", one));

        assertThat(PrintableFailure.of(one)).hasToString("java.lang.IllegalStateException: one\n  | ");
    }

    @Test
    void theIdsOfALineStandBehindItsSentence() {
        ExtLogRecord record = record("Incident 1");
        record.putMdc("requestId", "r1");
        record.putMdc("tradeId", "t1");
        record.putMdc("other", "o1");

        assertThat(written(record)).endsWith("Incident 1 (requestId=r1, tradeId=t1)\n");
    }

    @Test
    void whereLinesAreJsonNothingIsDone() {
        ExtLogRecord record = record("two\nlines");
        record.putMdc("requestId", "r1");

        assertThat(new LogLines(true).isLoggable(record)).isTrue();
        assertThat(console.formatMessage(record)).isEqualTo("two\nlines");
    }

    private String written(ExtLogRecord record) {
        assertThat(new LogLines(false).isLoggable(record)).isTrue();
        return console.format(record);
    }

    private static ExtLogRecord record(String message) {
        ExtLogRecord record =
                new ExtLogRecord(Level.SEVERE, "%s", ExtLogRecord.FormatStyle.PRINTF, LogLinesTest.class.getName());
        record.setParameters(new Object[] {message});
        record.setLoggerName("org.tallystick.Test");
        return record;
    }
}
