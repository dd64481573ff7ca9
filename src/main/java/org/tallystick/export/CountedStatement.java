package org.tallystick.export;

import java.io.IOException;
import java.util.Optional;
import org.tallystick.job.JobProgress;
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementHead;
import org.tallystick.statement.StatementWriter;

/** A statement in any format, whose entries are counted as they are written. */
final class CountedStatement implements StatementWriter {
    private static final int AT_ONCE = 500;

    private final StatementWriter writer;
    private final JobProgress progress;
    private int uncounted;

    CountedStatement(StatementWriter writer, JobProgress progress) {
        this.writer = writer;
        this.progress = progress;
    }

    @Override
    public void begin(StatementHead head) throws IOException {
        writer.begin(head);
    }

    @Override
    public void entry(StatementEntry entry) throws IOException {
        writer.entry(entry);
        uncounted++;
        if (uncounted == AT_ONCE) {
            count();
        }
    }

    @Override
    public void end(Optional<String> nextCursor) throws IOException {
        writer.end(nextCursor);
        count();
    }

    private void count() {
        progress.done(uncounted);
        uncounted = 0;
    }
}
