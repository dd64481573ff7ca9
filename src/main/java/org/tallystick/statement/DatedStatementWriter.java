package org.tallystick.statement;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A format in which the opening balance has a date. A statement from the first entry on begins on that entry's day, so the head is
 * written once it is known.
 */
public abstract class DatedStatementWriter implements StatementWriter {
    private Optional<StatementHead> begun = Optional.empty();
    private boolean opened;

    @Override
    public final void begin(StatementHead head) {
        begun = Optional.of(head);
    }

    @Override
    public final void entry(StatementEntry entry) throws IOException {
        openOn(entry.bookingDate());
        write(entry);
    }

    @Override
    public final void end(Optional<String> nextCursor) throws IOException {
        openOn(lastDay());
        close();
    }

    private void openOn(LocalDate firstDay) throws IOException {
        if (!opened) {
            opened = true;
            LocalDate first = head().from().orElse(firstDay);
            open(first.isAfter(lastDay()) ? lastDay() : first);
        }
    }

    protected final StatementHead head() {
        return begun.orElseThrow();
    }

    /** To which the closing balance is dated: the last of the period, or that of the making where it is still to come. */
    protected final LocalDate lastDay() {
        return head().lastKnownDay();
    }

    /** @param firstDay of the period; of the first entry where the period has no beginning; never behind the last */
    protected abstract void open(LocalDate firstDay) throws IOException;

    protected abstract void write(StatementEntry entry) throws IOException;

    /** Writes what comes last, and flushes. */
    protected abstract void close() throws IOException;
}
