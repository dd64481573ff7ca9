package org.tallystick.report;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The rows of a report, read of one moment of the books, in a file of its own: so no snapshot of the database is held while they are
 * laid out, in as many formats as are wanted, and one cannot contradict the other. One row is in memory. Gone when closed.
 * For one thread.
 */
public final class SpooledReport implements AutoCloseable {
    /** Beyond, whoever asks chooses a shorter period. */
    private static final long MOST_BYTES = 2L << 30;

    private static final int BUFFER_BYTES = 65_536;

    private final KeptReport file;
    private final TableHead head;
    private final long rows;

    private SpooledReport(KeptReport file, TableHead head, long rows) {
        this.file = file;
        this.head = head;
        this.rows = rows;
    }

    /** What writes the table that is kept. */
    @FunctionalInterface
    interface Reading {
        void into(TableWriter writer) throws IOException;
    }

    /** @throws org.tallystick.problem.ProblemException {@code malformed} for one that is too long to be kept */
    static SpooledReport of(Reading reading) throws IOException {
        Spooling[] spooled = new Spooling[1];
        KeptReport file = KeptReport.of(MOST_BYTES, out -> {
            spooled[0] = new Spooling(out);
            reading.into(spooled[0]);
        });
        return new SpooledReport(file, spooled[0].begun.orElseThrow(), spooled[0].rows);
    }

    /** How many there are, the totals among them. */
    public long rows() {
        return rows;
    }

    /** Writes all of it, as often as is wanted. */
    public void writeTo(TableWriter writer) throws IOException {
        writer.begin(head);
        DataInputStream in = new DataInputStream(new BufferedInputStream(file.fromTheBeginning(), BUFFER_BYTES));
        for (long row = 0; row < rows; row++) {
            writer.row(SpooledRows.read(in, head.columns().size()));
        }
        writer.end();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Spooling implements TableWriter {
        private final DataOutputStream out;
        private Optional<TableHead> begun = Optional.empty();
        private long rows;

        Spooling(OutputStream out) {
            this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
        }

        @Override
        public void begin(TableHead head) {
            begun = Optional.of(head);
        }

        @Override
        public void row(Row row) throws IOException {
            SpooledRows.write(row, out);
            rows++;
        }

        @Override
        public void end() throws IOException {
            out.flush();
        }
    }
}
