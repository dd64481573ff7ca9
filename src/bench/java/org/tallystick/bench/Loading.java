package org.tallystick.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Fills the books over HTTP, in batches. The first fifth of the trades is hot: half of their sides are one of ten
 * accounts, so that each of these, m1 among them, comes to have about a hundredth of all entries.
 */
final class Loading {
    private static final int BATCH = 100;
    private static final int MOST_CONNECTIONS = 16;

    /** What is under way when a slice ends may be booked or not: little beside what the slice books. */
    private static final int REQUESTS_A_CONNECTION = 8;

    private static final int HOT_SHARE = 5;
    private static final int LONGEST_SLICE_SECONDS = 30;

    private final Stand stand;
    private double tradesInSecond = 2_000;

    Loading(Stand stand) {
        this.stand = stand;
    }

    /** Books trades until there are at least so many entries. */
    void fill(long entries) throws Exception {
        fill(true, entries / HOT_SHARE);
        fill(false, entries);
    }

    private void fill(boolean hot, long entries) throws Exception {
        for (long missing = missing(entries); missing > 0; missing = missing(entries)) {
            slice(hot, missing);
            System.err.printf("%,d of %,d entries%n", 2 * stand.books().trades(), entries);
        }
    }

    /** How many trades are. */
    private long missing(long entries) throws SQLException {
        return (entries - 2 * stand.books().trades() + 1) / 2;
    }

    /** Ends with the requests that it needs, or in time: the books are to be hardly larger than is asked for. */
    private void slice(boolean hot, long trades) throws Exception {
        long requests = (trades + BATCH - 1) / BATCH;
        int connections = (int) Math.max(1, Math.min(MOST_CONNECTIONS, requests / REQUESTS_A_CONNECTION));
        long inThread = Math.max(1, (requests - connections) / Load.threads(connections));
        long seconds = Math.min(LONGEST_SLICE_SECONDS, (long) Math.ceil(trades / tradesInSecond));
        Scenario batches = Scenario.trades(Scenario.Subject.TALLYSTICK, connections, true, hot, BATCH, 0);
        List<String> arguments = new ArrayList<>(
                batches.arguments(stand.accounts(), UUID.randomUUID().toString()));
        arguments.add(String.valueOf(inThread));
        Load load = Load.ofWrk(stand.service(), stand.api().token(), batches, Math.toIntExact(seconds), arguments);
        load.requireSuccess("loading");
        tradesInSecond = Math.max(tradesInSecond, load.requests() * BATCH / load.seconds());
    }
}
