package org.tallystick.telemetry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged while it is open, with the fields as they are when it is. */
final class WrittenLines extends Handler implements AutoCloseable {
    private static final Formatter MESSAGES = new PatternFormatter("%s");

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    record Line(String message, String thread, Map<String, String> fields) {
        String field(LogField field) {
            return fields.get(field.key());
        }
    }

    static WrittenLines open() {
        WrittenLines written = new WrittenLines();
        LogContext.getLogContext().getLogger("").addHandler(written);
        return written;
    }

    /** Those that hold this. */
    List<Line> with(String part) {
        return lines.stream().filter(line -> line.message().contains(part)).toList();
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged instanceof ExtLogRecord line) {
            lines.add(new Line(
                    MESSAGES.formatMessage(line), Thread.currentThread().getName(), Map.copyOf(line.getMdcCopy())));
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        LogContext.getLogContext().getLogger("").removeHandler(this);
    }
}
