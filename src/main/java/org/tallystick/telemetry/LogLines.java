package org.tallystick.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.StringJoiner;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Makes lines of the log fit for a terminal: whatever a message holds, it cannot be taken for another line; and the ids that a
 * line has stand behind its sentence. Where lines are written as JSON nothing is done: there fields have names, and escapes.
 */
@LoggingFilter(name = "log-lines")
public final class LogLines implements Filter {
    private static final Formatter MESSAGES = new PatternFormatter("%s");

    private final boolean json;

    public LogLines(@ConfigProperty(name = "quarkus.log.console.json.enabled", defaultValue = "false") boolean json) {
        this.json = json;
    }

    /** All are; this one only has a look at them on their way, which is where Quarkus lets one have it. */
    @Override
    public boolean isLoggable(LogRecord logged) {
        if (!json && logged instanceof ExtLogRecord line) {
            makePrintable(line);
        }
        return true;
    }

    private static void makePrintable(ExtLogRecord line) {
        String said = String.valueOf(MESSAGES.formatMessage(line));
        String printable = Printable.of(said) + ids(line);
        if (!printable.equals(said)) {
            line.setMessage(printable, ExtLogRecord.FormatStyle.NO_FORMAT);
        }
        Throwable thrown = line.getThrown();
        if (thrown != null) {
            line.setThrown(PrintableFailure.of(thrown));
        }
    }

    private static String ids(ExtLogRecord line) {
        StringJoiner ids = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (LogField field : LogField.values()) {
            String value = line.getMdc(field.key());
            if (value != null) {
                ids.add(field.key() + "=" + Printable.of(value));
            }
        }
        return ids.toString();
    }
}
