package org.tallystick.statement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.Amount;

/** How the balance stood at the end of each day with entries, from one day to another. For one thread. */
final class BalanceCurve {
    /** More than the width of a page shows. */
    static final int MOST_POINTS = 400;

    /** A day with its last balance. */
    record Day(LocalDate date, Amount balance) {}

    private final List<Day> days = new ArrayList<>();

    /** In the order of the entries, which is that of their days. */
    void add(LocalDate date, Amount balance) {
        int last = days.size() - 1;
        if (last >= 0 && days.get(last).date().equals(date)) {
            days.set(last, new Day(date, balance));
        } else {
            days.add(new Day(date, balance));
        }
    }

    /** The first day with entries; there is one. */
    LocalDate first() {
        return days.get(0).date();
    }

    LocalDate last() {
        return days.get(days.size() - 1).date();
    }

    /** Every day, or where they are many, of each stretch of days the lowest and the highest. */
    List<Day> points() {
        if (days.size() <= MOST_POINTS) {
            return List.copyOf(days);
        }
        int stretches = MOST_POINTS / 2;
        List<Day> found = new ArrayList<>();
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) days.size() * i / stretches);
            int to = (int) ((long) days.size() * (i + 1) / stretches);
            Day lowest = lowest(days.subList(from, to));
            Day highest = highest(days.subList(from, to));
            boolean falls = lowest.date().isAfter(highest.date());
            found.add(falls ? highest : lowest);
            if (!lowest.equals(highest)) {
                found.add(falls ? lowest : highest);
            }
        }
        return found;
    }

    /** The first of those days on which the balance was lowest. */
    static Day lowest(List<Day> days) {
        return days.stream()
                .reduce((a, b) -> b.balance().isLessThan(a.balance()) ? b : a)
                .orElseThrow();
    }

    /** The first of those days on which the balance was highest. */
    static Day highest(List<Day> days) {
        return days.stream()
                .reduce((a, b) -> b.balance().isMoreThan(a.balance()) ? b : a)
                .orElseThrow();
    }
}
