package org.tallystick.report;

import java.util.Optional;

/** Cells as programs read them. */
final class Cells {
    private Cells() {}

    /** Empty for nothing. */
    static String plain(Cell cell, int scale) {
        return value(cell, scale).map(Object::toString).orElse("");
    }

    /** A text, or a {@link Long} for a count. */
    static Optional<Object> value(Cell cell, int scale) {
        if (cell instanceof Cell.Text text) {
            return Optional.of(text.value());
        } else if (cell instanceof Cell.Money money) {
            return Optional.of(money.amount().format(scale));
        } else if (cell instanceof Cell.Count count) {
            return Optional.of(count.number());
        } else if (cell instanceof Cell.Day day) {
            return Optional.of(day.date().toString());
        } else if (cell instanceof Cell.Moment moment) {
            return Optional.of(moment.instant().toString());
        }
        return Optional.empty();
    }
}
