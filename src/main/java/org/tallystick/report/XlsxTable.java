package org.tallystick.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.tallystick.spreadsheet.SheetColumn;
import org.tallystick.spreadsheet.TableBook;

/** A table as a workbook: title and subtitle, then the rows; what adds them up stands out. */
final class XlsxTable implements TableWriter {
    private static final int LONG_TEXT = 24;
    private static final int ORDINARY = 16;
    private static final int SHORT = 10;

    private final OutputStream out;
    private Optional<TableBook> begun = Optional.empty();

    XlsxTable(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableHead head) throws IOException {
        List<SheetColumn> columns =
                head.columns().stream().map(XlsxTable::column).toList();
        TableBook book =
                new TableBook(out, head.title(), columns, head.currency().scale(), head.zone());
        begun = Optional.of(book);
        book.strong();
        book.text(0, head.community() + ": " + head.title());
        book.endRow();
        for (String line : head.subtitle()) {
            book.text(0, line);
            book.endRow();
        }
        book.text(0, "Made at");
        book.instant(1, head.writtenAt());
        book.endRow();
        book.header();
    }

    private static SheetColumn column(Column column) {
        return switch (column.type()) {
            case TEXT -> new SheetColumn(column.label(), LONG_TEXT);
            case AMOUNT -> new SheetColumn(column.label(), ORDINARY);
            case INTEGER -> new SheetColumn(column.label(), SHORT);
            case DATE -> new SheetColumn(column.label(), ORDINARY);
            case INSTANT -> new SheetColumn(column.label(), LONG_TEXT);
        };
    }

    @Override
    public void row(Row row) throws IOException {
        TableBook book = begun.orElseThrow();
        if (row.kind() != RowKind.LINE) {
            book.strong();
        }
        for (int i = 0; i < row.cells().size(); i++) {
            put(book, i, row.cells().get(i));
        }
        book.endRow();
    }

    private static void put(TableBook book, int column, Cell cell) {
        if (cell instanceof Cell.Text text) {
            book.text(column, text.value());
        } else if (cell instanceof Cell.Money money) {
            book.amount(column, money.amount());
        } else if (cell instanceof Cell.Count count) {
            book.integer(column, count.number());
        } else if (cell instanceof Cell.Day day) {
            book.date(column, day.date());
        } else if (cell instanceof Cell.Moment moment) {
            book.instant(column, moment.instant());
        }
    }

    @Override
    public void end() throws IOException {
        begun.orElseThrow().finish();
        out.flush();
    }
}
