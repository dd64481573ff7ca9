package org.tallystick.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.ledger.Amount;

/** What stands in one place of a table, in the types of the books: each format says it in its own way. */
public sealed interface Cell {

    /** What people wrote, or a code. */
    record Text(String value) implements Cell {}

    /** Of the table's currency. */
    record Money(Amount amount) implements Cell {}

    record Count(long number) implements Cell {}

    record Day(LocalDate date) implements Cell {}

    /** Shown to people in the table's time zone. */
    record Moment(Instant instant) implements Cell {}

    record Nothing() implements Cell {}

    Cell NOTHING = new Nothing();

    static Cell of(String text) {
        return text.isEmpty() ? NOTHING : new Text(text);
    }

    static Cell of(Amount amount) {
        return new Money(amount);
    }

    static Cell of(long number) {
        return new Count(number);
    }

    static Cell of(LocalDate date) {
        return new Day(date);
    }

    static Cell of(Instant instant) {
        return new Moment(instant);
    }

    /** A mark: yes, or nothing. */
    static Cell mark(boolean is) {
        return is ? new Text("yes") : NOTHING;
    }

    static Cell ofText(Optional<String> text) {
        return text.map(Cell::of).orElse(NOTHING);
    }

    static Cell ofAmount(Optional<Amount> amount) {
        return amount.map(Cell::of).orElse(NOTHING);
    }
}
