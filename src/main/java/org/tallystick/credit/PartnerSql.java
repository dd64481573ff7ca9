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
    /** Trade ids carry the booking time, so a period is one range of the primary key. */
    private static final String READ = """
            WITH flow AS (
                SELECT t.payer_id, t.payee_id, sum(t.amount - coalesce(r.back, 0)) AS paid
                  FROM trade t
                  LEFT JOIN (SELECT b.reverses, sum(b.amount) AS back FROM trade b
                              WHERE b.community_id = ? AND b.reverses IS NOT NULL AND b.trade_id >= ?
                              GROUP BY b.reverses) r ON r.reverses = t.trade_id
                 WHERE t.community_id = ? AND t.currency_code = ? AND t.reverses IS NULL
                   AND t.trade_id >= ? AND t.trade_id < ?
                 GROUP BY t.payer_id, t.payee_id
            ), pair AS (
                SELECT s.me, s.other, sum(s.by_it) AS by_it, sum(s.to_it) AS to_it
                  FROM (SELECT payee_id AS me, payer_id AS other, paid AS by_it, 0 AS to_it FROM flow
                        UNION ALL SELECT payer_id, payee_id, 0, paid FROM flow) s
                 WHERE ?::uuid[] IS NULL OR s.me = ANY (?::uuid[])
                 GROUP BY s.me, s.other
            )
            SELECT p.me, p.by_it, p.to_it
              FROM pair p
              JOIN account a ON a.community_id = ? AND a.account_id = p.me AND a.kind = 'member'
              JOIN account b ON b.community_id = ? AND b.account_id = p.other AND b.kind = 'member'
             WHERE (p.by_it > 0 OR p.to_it > 0)
               AND NOT EXISTS (SELECT FROM membership x
                                 JOIN membership y ON y.community_id = x.community_id AND y.user_id = x.user_id
                                WHERE x.community_id = ? AND x.member_id = a.member_id AND y.member_id = b.member_id)""";

    /**
     * @param partners of each account that has any
     * @param uncountable those who traded more than can be counted
     */
    record Traded(Map<AccountId, List<Partner>> partners, Set<AccountId> uncountable) {
        static final Traded NOTHING = new Traded(Map.of(), Set.of());

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
            @Nullable Object[] parameters = {id, first, id, currency.value(), first, end, some, some, id, id, id};
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            Map<AccountId, List<Partner>> partners = new HashMap<>();
            Set<AccountId> uncountable = new HashSet<>();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                AccountId account = new AccountId(rows.getObject(1, UUID.class));
                try {
                    partners.computeIfAbsent(account, any -> new ArrayList<>())
                            .add(new Partner(amount(rows.getBigDecimal(2)), amount(rows.getBigDecimal(3))));
                } catch (ArithmeticException e) {
                    uncountable.add(account);
                }
            }
            return new Traded(partners, uncountable);
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
