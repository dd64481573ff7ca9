package org.tallystick.credit;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.AmountOverflowException;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Ids;

/**
 * Reads who traded with whom in a period, with one statement whatever their number. A trade counts with what has not been reversed
 * of it to this day; its reversals are no trades, so that who gives back an old payment pays nothing, and who is given it back
 * is paid nothing. Of a trade of several parties the payments count, entry by entry; levies count for nobody.
 */
record PartnerSql(Connection connection, CommunityId community, CurrencyCode currency) {
    /** A pair of accounts is a row, so that many pairs stay bearable. */
    private static final int ROWS_AT_ONCE = 5_000;

    /** Trade ids carry the booking time, so a period is one range of the primary key. */
    private static final String READ = """
            WITH q AS (SELECT ?::uuid AS community, ?::text AS currency, ?::uuid AS first, ?::uuid AS before_id, ?::uuid[] AS some),
            -- Trades of several parties are few, and have the names of their further parties' entries.
            many AS MATERIALIZED (
                SELECT DISTINCT t.trade_id FROM q
                  JOIN trade_line l ON l.community_id = q.community AND l.kind = 'payment'
                                   AND l.trade_id >= q.first AND l.trade_id < q.before_id
                  JOIN trade t ON t.community_id = q.community AND t.trade_id = l.trade_id
                 WHERE t.reverses IS NULL AND t.currency_code = q.currency),
            -- What is left of each of their payments: a reversal's entries are on the same accounts, the other way about.
            share AS MATERIALIZED (
                SELECT many.trade_id, name.account_id, sum(e.amount) AS amount
                  FROM q CROSS JOIN many
                  JOIN trade t ON t.community_id = q.community AND (t.trade_id = many.trade_id OR t.reverses = many.trade_id)
                 CROSS JOIN LATERAL (
                       SELECT t.payer_id AS account_id, t.payer_entry_no AS entry_no
                       UNION ALL SELECT t.payee_id, t.payee_entry_no
                       UNION ALL SELECT l.account_id, l.entry_no FROM trade_line l
                                  WHERE l.community_id = q.community AND l.trade_id = t.trade_id AND l.kind = 'payment') name
                  JOIN entry e ON e.community_id = q.community AND e.account_id = name.account_id AND e.entry_no = name.entry_no
                 GROUP BY many.trade_id, name.account_id),
            paid AS (
                SELECT t.payer_id, t.payee_id, t.amount - coalesce(r.back, 0) AS amount
                  FROM q
                  JOIN trade t ON t.community_id = q.community AND t.currency_code = q.currency AND t.reverses IS NULL
                              AND t.trade_id >= q.first AND t.trade_id < q.before_id
                  LEFT JOIN (SELECT b.reverses, sum(b.amount) AS back FROM q
                               JOIN trade b ON b.community_id = q.community AND b.reverses IS NOT NULL AND b.trade_id >= q.first
                              GROUP BY b.reverses) r ON r.reverses = t.trade_id
                 WHERE NOT EXISTS (SELECT FROM many WHERE many.trade_id = t.trade_id)
                UNION ALL
                -- Each has paid each in proportion of what both had in it; fractions of the smallest unit count for nobody.
                SELECT f.account_id, i.account_id, div(-f.amount * i.amount, sum(i.amount) OVER (PARTITION BY f.trade_id, f.account_id))
                  FROM share f JOIN share i ON i.trade_id = f.trade_id AND f.amount < 0 AND i.amount > 0),
            pair AS (
                SELECT least(p.payer_id, p.payee_id) AS low, greatest(p.payer_id, p.payee_id) AS high,
                       coalesce(sum(p.amount) FILTER (WHERE p.payer_id < p.payee_id), 0) AS low_paid,
                       coalesce(sum(p.amount) FILTER (WHERE p.payer_id > p.payee_id), 0) AS high_paid
                  FROM q CROSS JOIN paid p
                 WHERE q.some IS NULL OR p.payer_id = ANY (q.some) OR p.payee_id = ANY (q.some)
                 GROUP BY 1, 2
            )
            SELECT p.low, p.high, p.low_paid, p.high_paid
              FROM pair p
              JOIN account a ON a.community_id = ? AND a.account_id = p.low AND a.kind = 'member'
              JOIN account b ON b.community_id = ? AND b.account_id = p.high AND b.kind = 'member'
             WHERE NOT EXISTS (SELECT FROM membership x
                                 JOIN membership y ON y.community_id = x.community_id AND y.user_id = x.user_id
                                WHERE x.community_id = ? AND x.member_id = a.member_id AND y.member_id = b.member_id)""";

    /**
     * @param partners of each account that has any
     * @param uncountable those who traded more than can be counted
     */
    record Traded(Map<AccountId, List<Partner>> partners, Set<AccountId> uncountable) {
        static final Traded NOTHING = new Traded(Map.of(), Set.of());

        /** One with whom nothing is left of what was traded is no partner. */
        private void add(AccountId account, Partner partner) {
            if (partner.paidByIt().isPositive() || partner.paidToIt().isPositive()) {
                partners.computeIfAbsent(account, any -> new ArrayList<>()).add(partner);
            }
        }

        /** @throws AmountOverflowException if it cannot be counted */
        List<Partner> with(AccountId account) {
            if (uncountable.contains(account)) {
                throw new AmountOverflowException("what " + account + " traded");
            }
            return partners.getOrDefault(account, List.of());
        }
    }

    /**
     * @param from the first instant
     * @param until the first instant after it
     * @param accounts whose partners; empty: everybody's
     */
    Traded read(Instant from, Instant until, Optional<Collection<AccountId>> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            UUID first = Ids.floor(from);
            UUID end = Ids.floor(until);
            Array some = ids(connection, accounts);
            Object id = community.value();
            @Nullable Object[] parameters = {id, currency.value(), first, end, some, id, id, id};
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.setFetchSize(ROWS_AT_ONCE);
            Traded traded = new Traded(new HashMap<>(), new HashSet<>());
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                AccountId low = new AccountId(rows.getObject(1, UUID.class));
                AccountId high = new AccountId(rows.getObject(2, UUID.class));
                try {
                    Amount lowPaid = amount(rows.getBigDecimal(3));
                    Amount highPaid = amount(rows.getBigDecimal(4));
                    traded.add(low, new Partner(highPaid, lowPaid));
                    traded.add(high, new Partner(lowPaid, highPaid));
                } catch (ArithmeticException e) {
                    traded.uncountable().addAll(List.of(low, high));
                }
            }
            return traded;
        }
    }

    private static Amount amount(BigDecimal sum) {
        return Amount.ofMinorUnits(sum.longValueExact());
    }

    static @Nullable Array ids(Connection connection, Optional<Collection<AccountId>> accounts) throws SQLException {
        return accounts.isEmpty()
                ? null
                : connection.createArrayOf(
                        "uuid", accounts.get().stream().map(AccountId::value).toArray());
    }
}
