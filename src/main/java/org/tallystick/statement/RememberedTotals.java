package org.tallystick.statement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;

/**
 * What came in and went out from an entry on, added up once. Entries never change, so a sum stays true, and a longer period
 * needs only the entries that it has more: the pages of a long statement do not add up the whole of it again and again.
 */
@ApplicationScoped
class RememberedTotals {
    /** Of a sum, in bytes. */
    private static final int BYTES_REMEMBERED = 200;

    private static final long FEWEST_REMEMBERED = 1_000;

    /** As many as a twentieth of the heap holds: 100,000 in 384 MB. */
    private static final long MOST_REMEMBERED =
            Math.max(FEWEST_REMEMBERED, Runtime.getRuntime().maxMemory() / 20 / BYTES_REMEMBERED);

    private final Cache<Beginning, Sum> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private record Beginning(CommunityId community, AccountId account, long first) {}

    /** @param end number behind the last entry of the sum */
    private record Sum(StatementTotals totals, long end) {}

    /**
     * From one number to before another. Waits for the database.
     *
     * @param net by how much the balance changed: a sum that does not agree is of a database that was since restored to an
     *     earlier moment, and is made anew
     */
    StatementTotals between(StatementSql sql, long first, long end, Amount net) throws SQLException {
        Beginning beginning =
                new Beginning(sql.entries().community(), sql.entries().account(), first);
        Sum known = remembered.get(beginning, any -> new Sum(StatementTotals.NONE, first));
        if (known.end() > end) {
            // A shorter period than the last one: what is remembered serves the longer.
            return sql.totals(first, end);
        }
        StatementTotals totals =
                known.end() == end ? known.totals() : known.totals().plus(sql.totals(known.end(), end));
        if (!totals.in().minus(totals.out()).equals(net)) {
            totals = sql.totals(first, end);
        }
        remembered.put(beginning, new Sum(totals, end));
        return totals;
    }
}
