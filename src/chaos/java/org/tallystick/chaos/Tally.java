package org.tallystick.chaos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.chaos.check.Books;
import org.tallystick.chaos.journal.Event;

/** What the clients did and met, in numbers: so that a run in which nothing happened is not taken for a good one. */
final class Tally {
    private static final List<String> MUST_HAPPEN = List.of(
            "ended by cancellation: 200",
            "ended by decline: 200",
            "read: Balances",
            "read: Standing",
            "read: Sought",
            "sent: ACCEPTANCE",
            "sent: BATCH",
            "sent: OFFER",
            "sent: PAYMENT",
            "sent: REVERSAL",
            "told: balance-cap-exceeded",
            "told: credit-limit-exceeded",
            "told: ok",
            "told: state-conflict");

    private final Map<String, Integer> counts = new TreeMap<>();

    private Tally() {}

    static Tally of(Collection<Event> events, Books books) {
        Tally tally = new Tally();
        events.forEach(tally::count);
        tally.counts.put("trades in the books", books.trades().size());
        tally.counts.put("entries in the books", books.entries().size());
        return tally;
    }

    /** What never happened, without which a run says little. */
    List<String> missing() {
        return MUST_HAPPEN.stream().filter(what -> !counts.containsKey(what)).toList();
    }

    /** A line for each thing that happened, with how often. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, many) -> text.append("%,9d  %s%n".formatted(many, what)));
        return text.toString();
    }

    private void count(Event event) {
        if (event instanceof Event.Sent sent) {
            add("sent: " + sent.operation(), 1);
        } else if (event instanceof Event.Told told) {
            add("told: " + told.code(), 1);
            add("trades told of", told.booked().size());
        } else if (event instanceof Event.Offered) {
            add("offers told of", 1);
        } else if (event instanceof Event.Ending ending) {
            add("asked for " + ending.how(), 1);
        } else if (event instanceof Event.Ended ended) {
            add("ended by " + ended.how() + ": " + ended.status(), 1);
        } else if (event instanceof Event.Lost lost) {
            add("no answer: " + lost.why().replaceAll(":.*", ""), 1);
        } else {
            add("read: " + event.getClass().getSimpleName(), 1);
        }
    }

    private void add(String what, int many) {
        counts.merge(what, many, Integer::sum);
    }
}
