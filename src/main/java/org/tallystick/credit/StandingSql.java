package org.tallystick.credit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.Transition.Announcement;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.CurrencyCode;

/** Reads the members' accounts of a currency that are not closed, with one statement whatever their number. */
record StandingSql(Connection connection, CommunityId community, CurrencyCode currency) {
    private static final String READ = """
            SELECT a.account_id, a.member_id, m.handle, m.kind, m.joined, a.balance, a.held_out, a.held_in, a.credit_limit,
                   a.balance_cap, a.limits_version, coalesce(l.source, 'default') AS source, l.announced_on,
                   l.announced_limit, l.announced_cap, g.codes
              FROM account a
              JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
              LEFT JOIN account_limits l ON l.community_id = a.community_id AND l.account_id = a.account_id
              LEFT JOIN (SELECT b.member_id, array_agg(k.code) AS codes
                           FROM group_member b
                           JOIN member_group k ON k.community_id = b.community_id AND k.group_id = b.group_id
                          WHERE b.community_id = ? GROUP BY b.member_id) g ON g.member_id = a.member_id
             WHERE a.community_id = ? AND a.currency_code = ? AND a.kind = 'member' AND a.status <> 'closed'
               AND (?::uuid[] IS NULL OR a.account_id = ANY (?::uuid[]))
             ORDER BY m.handle""";

    /** @param accounts empty: all of them */
    List<Standing> read(Optional<Collection<AccountId>> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            Array some = PartnerSql.ids(connection, accounts);
            statement.setObject(1, community.value());
            statement.setObject(2, community.value());
            statement.setString(3, currency.value());
            statement.setArray(4, some);
            statement.setArray(5, some);
            ResultSet rows = statement.executeQuery();
            List<Standing> found = new ArrayList<>();
            while (rows.next()) {
                found.add(standing(rows));
            }
            return found;
        }
    }

    private static Standing standing(ResultSet row) throws SQLException {
        LocalDate announcedOn = row.getObject("announced_on", LocalDate.class);
        Optional<Announcement> announced = announcedOn == null
                ? Optional.empty()
                : Optional.of(new Announcement(
                        band(row.getLong("announced_limit"), row.getObject("announced_cap", Long.class)), announcedOn));
        Array codes = row.getArray("codes");
        return new Standing(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("member_id", UUID.class),
                row.getString("handle"),
                row.getString("kind"),
                codes == null ? Set.of() : Set.of((String[]) codes.getArray()),
                row.getObject("joined", LocalDate.class),
                Amount.ofMinorUnits(row.getLong("balance")),
                Amount.ofMinorUnits(row.getLong("held_out")),
                Amount.ofMinorUnits(row.getLong("held_in")),
                band(row.getLong("credit_limit"), row.getObject("balance_cap", Long.class)),
                row.getLong("limits_version"),
                row.getString("source").equals("individual"),
                announced);
    }

    static Band band(long creditLimit, @Nullable Long balanceCap) {
        return new Band(
                new CreditLimit(creditLimit), balanceCap == null ? BalanceCap.NONE : new BalanceCap(balanceCap));
    }
}
