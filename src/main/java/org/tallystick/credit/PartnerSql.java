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
 * is paid nothing.
 */
record PartnerSql(Connection connection, CommunityId community, CurrencyCode currency) {
    /** A pair of accounts is a row, so that many pairs stay bearable. */
    private static final int ROWS_AT_ONCE = 5_000;

    /** Trade ids carry the booking time, so a period is one range of the primary key. */
    private static final String READ = """
            WITH pair AS (
                SELECT least(t.payer_id, t.payee_id) AS low, greatest(t.payer_id, t.payee_id) AS high,
                       coalesce(sum(t.amount - coalesce(r.back, 0)) FILTER (WHERE t.payer_id < t.payee_id), 0) AS low_paid,
                       coalesce(sum(t.amount - coalesce(r.back, 0)) FILTER (WHERE t.payer_id > t.payee_id), 0) AS high_paid
                  FROM trade t
                  LEFT JOIN (SELECT b.reverses, sum(b.amount) AS back FROM trade b
                              WHERE b.community_id = ? AND b.reverses IS NOT NULL AND b.trade_id >= ?
                              GROUP BY b.reverses) r ON r.reverses = t.trade_id
                 WHERE t.community_id = ? AND t.currency_code = ? AND t.reverses IS NULL
                   AND t.trade_id >= ? AND t.trade_id < ?
                   AND (?::uuid[] IS NULL OR t.payer_id = ANY (?::uuid[]) OR t.payee_id = ANY (?::uuid[]))
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
            @Nullable Object[] parameters = {id, first, id, currency.value(), first, end, some, some, some, id, id, id};
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
