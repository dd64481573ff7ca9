package org.tallystick.export;

import java.io.IOException;
import org.tallystick.job.JobProgress;
import org.tallystick.report.Row;
import org.tallystick.report.TableHead;
import org.tallystick.report.TableWriter;

/** A table in any format, whose rows are counted as they are written. */
final class CountedTable implements TableWriter {
    private static final int AT_ONCE = 500;

    private final TableWriter writer;
    private final JobProgress progress;
    private int uncounted;
    private long rows;

    CountedTable(TableWriter writer, JobProgress progress) {
        this.writer = writer;
        this.progress = progress;
    }

    long rows() {
        return rows;
    }

    @Override
    public void begin(TableHead head) throws IOException {
        writer.begin(head);
    }

    @Override
    public void row(Row row) throws IOException {
        writer.row(row);
        rows++;
        uncounted++;
        if (uncounted == AT_ONCE) {
            count();
        }
    }

    @Override
    public void end() throws IOException {
        writer.end();
        count();
    }

    private void count() {
        progress.done(uncounted);
        uncounted = 0;
    }
}
