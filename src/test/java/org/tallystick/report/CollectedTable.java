package org.tallystick.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a format is given. */
final class CollectedTable implements TableWriter {
    final List<Row> lines = new ArrayList<>();
    final List<Row> subtotals = new ArrayList<>();
    private Optional<TableHead> begun = Optional.empty();
    private Optional<Row> total = Optional.empty();
    private boolean ended;

    @Override
    public void begin(TableHead head) {
        begun = Optional.of(head);
    }

    @Override
    public void row(Row row) {
        if (ended || row.cells().size() != head().columns().size()) {
            throw new IllegalStateException("a row out of place: " + row);
        }
        switch (row.kind()) {
            case LINE -> lines.add(row);
            case SUBTOTAL -> subtotals.add(row);
            case TOTAL -> total = Optional.of(row);
        }
    }

    @Override
    public void end() {
        ended = true;
    }

    TableHead head() {
        return begun.orElseThrow();
    }

    Row total() {
        if (!ended) {
            throw new IllegalStateException("it was not ended");
        }
        return total.orElseThrow();
    }

    Cell cell(Row row, String column) {
        List<Column> columns = head().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).code().equals(column)) {
                return row.cells().get(i);
            }
        }
        throw new IllegalArgumentException("no column " + column);
    }

    /** In minor units; nothing is zero. */
    long units(Row row, String column) {
        return cell(row, column) instanceof Cell.Money money ? money.amount().minorUnits() : 0;
    }

    long count(Row row, String column) {
        return ((Cell.Count) cell(row, column)).number();
    }

    String text(Row row, String column) {
        return cell(row, column) instanceof Cell.Text text ? text.value() : "";
    }

    Row line(String column, String value) {
        return lines.stream()
                .filter(row -> text(row, column).equals(value))
                .findFirst()
                .orElseThrow();
    }

    long sum(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> units(row, column)).sum();
    }
}
