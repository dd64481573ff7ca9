package org.tallystick.report;

import java.io.IOException;
import java.util.function.LongConsumer;

/** A table in any format, whose rows are counted as they are written: the totals too. For one thread. */
public final class CountedTable implements TableWriter {
    private static final int AT_ONCE = 500;

    private final TableWriter writer;
    private final LongConsumer done;
    private int uncounted;

    /** @param done is told, some rows at a time, how many more are written */
    public CountedTable(TableWriter writer, LongConsumer done) {
        this.writer = writer;
        this.done = done;
    }

    @Override
    public void begin(TableHead head) throws IOException {
        writer.begin(head);
    }

    @Override
    public void row(Row row) throws IOException {
        writer.row(row);
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
        done.accept(uncounted);
        uncounted = 0;
    }
}
