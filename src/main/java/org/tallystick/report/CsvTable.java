package org.tallystick.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.tallystick.csv.CsvDialect;
import org.tallystick.csv.CsvOutput;

/** The lines of a table as CSV, with a header and without totals, which whoever adds up a column would count twice. */
final class CsvTable implements TableWriter {
    private final CsvDialect dialect;
    private final CsvOutput csv;
    private Optional<TableHead> begun = Optional.empty();

    CsvTable(CsvDialect dialect, OutputStream out) throws IOException {
        this.dialect = dialect;
        this.csv = new CsvOutput(out, dialect);
    }

    @Override
    public void begin(TableHead head) {
        begun = Optional.of(head);
        csv.record(head.columns().stream().map(Column::code).toList());
    }

    @Override
    public void row(Row row) {
        if (row.kind() == RowKind.LINE) {
            int scale = begun.orElseThrow().currency().scale();
            csv.record(row.cells().stream().map(cell -> field(cell, scale)).toList());
        }
    }

    private String field(Cell cell, int scale) {
        if (cell instanceof Cell.Text text) {
            return dialect.text(text.value());
        }
        return cell instanceof Cell.Money money
                ? dialect.number(money.amount().format(scale))
                : Cells.plain(cell, scale);
    }

    @Override
    public void end() throws IOException {
        csv.flush();
    }
}
