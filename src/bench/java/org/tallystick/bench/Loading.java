package org.tallystick.bench;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Fills the books with large statements under the guards: what is measured then does not depend on how they were filled. The
 * first fifth of the trades is hot: half of their sides are one of ten accounts, so that each of these, m1 among them, comes to
 * have about a hundredth of all entries.
 */
final class Loading {
    private static final long MOST_TRADES_IN_STATEMENT = 20_000;
    private static final int HOT_SHARE = 5;

    private final Books books;
    private final int accounts;

    Loading(Stand stand) {
        this.books = stand.books();
        this.accounts = stand.accounts();
    }

    /** Books trades until there are so many entries. */
    void fill(long entries) throws IOException, SQLException {
        books.prepareOneFunction(Stand.ONE);
        fill(true, entries / HOT_SHARE);
        fill(false, entries);
    }

    /** Books so many trades, each with m1. */
    void fillFirst(long trades) throws IOException, SQLException {
        books.prepareOneFunction(Stand.ONE);
        for (long left = trades; left > 0; left -= MOST_TRADES_IN_STATEMENT) {
            books.bookWithFirst(Math.min(MOST_TRADES_IN_STATEMENT, left), accounts);
        }
    }

    private void fill(boolean hot, long entries) throws IOException, SQLException {
        long have = 2 * books.trades();
        while (have < entries) {
            long trades = Math.min(MOST_TRADES_IN_STATEMENT, (entries - have + 1) / 2);
            books.book(trades, accounts, hot);
            have += 2 * trades;
            if (have == entries || have % (50 * MOST_TRADES_IN_STATEMENT) == 0) {
                System.err.printf("%,d of %,d entries%n", have, entries);
            }
        }
    }
}
