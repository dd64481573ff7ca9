package org.tallystick.report;

import java.util.List;

/**
 * A row of a table.
 *
 * @param cells one for each column, in their order
 */
public record Row(RowKind kind, List<Cell> cells) {
    public Row {
        cells = List.copyOf(cells);
    }

    static Row line(Cell... cells) {
        return new Row(RowKind.LINE, List.of(cells));
    }

    static Row subtotal(Cell... cells) {
        return new Row(RowKind.SUBTOTAL, List.of(cells));
    }

    static Row total(Cell... cells) {
        return new Row(RowKind.TOTAL, List.of(cells));
    }
}
