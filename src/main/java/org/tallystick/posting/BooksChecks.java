package org.tallystick.posting;

import java.util.List;

/** Every rule that the books of a community keep. */
final class BooksChecks {
    static final List<BooksCheck> ALL = List.of(
            TradeChecks.TRADES,
            ManyLinesChecks.MANY_LINES,
            ManyLinesChecks.LINES_ONCE,
            AccountChecks.ZERO_SUM,
            AccountChecks.CHAINS,
            AccountChecks.ACCOUNTS,
            AccountChecks.HOLDS,
            AccountChecks.ACCEPTED_HOLDS,
            ReversalChecks.REVERSALS,
            ReversalChecks.REVERSED,
            ManyLinesChecks.REVERSED_LINES,
            TradeChecks.KEYS);

    private BooksChecks() {}
}
