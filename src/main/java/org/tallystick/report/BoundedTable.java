package org.tallystick.report;

import java.io.IOException;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Writes at most as many rows as a document of the format has. */
final class BoundedTable implements TableWriter {
    private final TableFormat format;
    private final TableWriter writer;
    private long rows;

    BoundedTable(TableFormat format, TableWriter writer) {
        this.format = format;
        this.writer = writer;
    }

    @Override
    public void begin(TableHead head) throws IOException {
        writer.begin(head);
    }

    /** @throws ProblemException 400 that names the format */
    @Override
    public void row(Row row) throws IOException {
        rows++;
        if (rows > format.mostRows()) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            "format",
                            "too-long",
                            "is made of at most " + format.mostRows()
                                    + " rows, and the report has more; choose another one, or ask for an export")
                    .asException();
        }
        writer.row(row);
    }

    @Override
    public void end() throws IOException {
        writer.end();
    }
}
