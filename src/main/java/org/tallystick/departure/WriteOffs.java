package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.departure.WriteOffView.WrittenOff;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.posting.BookedTrade;
import org.tallystick.security.MemberId;

/** Write-offs as they stand in the database. */
@ApplicationScoped
class WriteOffs {
    private static final String ALL = """
            SELECT w.write_off_id, w.member_id, m.handle, w.against, w.reason, coalesce(u.username, w.decided_by::text) AS decided_by,
                   w.decided_at,
                   (SELECT array_agg(concat_ws(' ', k.code, k.scale, l.amount, l.trade_id) ORDER BY k.position)
                      FROM write_off_line l JOIN currency k ON k.community_id = l.community_id AND k.code = l.currency_code
                     WHERE l.community_id = w.community_id AND l.write_off_id = w.write_off_id) AS lines
              FROM write_off w
              JOIN member m ON m.community_id = w.community_id AND m.member_id = w.member_id
              LEFT JOIN app_user u ON u.user_id = w.decided_by
             WHERE w.community_id = ?\s""";

    private static final String BY_KEY = ALL + "AND w.decided_by = ? AND w.key = ?";

    private static final String PAGE =
            ALL + "AND (?::uuid IS NULL OR w.write_off_id < ?::uuid) ORDER BY w.write_off_id DESC LIMIT ?";

    private final Sql sql;

    WriteOffs(Sql sql) {
        this.sql = sql;
    }

    /** One as it was decided. */
    record Decided(MemberId member, WriteOffView view) {}

    /** One to be made. */
    record New(
            UUID id,
            CommunityId community,
            MemberId member,
            String against,
            String reason,
            UUID decidedBy,
            String key) {}

    Optional<Decided> byKey(CommunityId community, UUID caller, String key) {
        return sql.one(BY_KEY, WriteOffs::toDecided, community.value(), caller, key);
    }

    /** The newest first. */
    List<WriteOffView> page(CommunityId community, @Nullable UUID before, int limit) {
        return sql.list(PAGE, row -> toDecided(row).view(), community.value(), before, before, limit);
    }

    /** In the transaction that books the trades. */
    static void insert(Connection connection, New one, List<BookedTrade> trades, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO write_off (community_id, write_off_id, member_id, against, reason, decided_by, decided_at, key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            statement.setObject(1, one.community().value());
            statement.setObject(2, one.id());
            statement.setObject(3, one.member().value());
            statement.setString(4, one.against());
            statement.setString(5, one.reason());
            statement.setObject(6, one.decidedBy());
            statement.setObject(7, now.atOffset(ZoneOffset.UTC));
            statement.setString(8, one.key());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO write_off_line (community_id, write_off_id, account_id, currency_code, trade_id, amount)
                SELECT t.community_id, ?, a.account_id, t.currency_code, t.trade_id, -e.amount
                  FROM trade t
                 CROSS JOIN LATERAL (VALUES (t.payer_id, t.payer_entry_no), (t.payee_id, t.payee_entry_no)) side (account_id, entry_no)
                  JOIN entry e ON e.community_id = t.community_id AND e.account_id = side.account_id AND e.entry_no = side.entry_no
                  JOIN account a ON a.community_id = e.community_id AND a.account_id = e.account_id
                 WHERE t.community_id = ? AND t.trade_id = ANY (?) AND a.member_id = ?""")) {
            Object[] ids =
                    trades.stream().map(trade -> (Object) trade.id().value()).toArray();
            statement.setObject(1, one.id());
            statement.setObject(2, one.community().value());
            statement.setArray(3, connection.createArrayOf("uuid", ids));
            statement.setObject(4, one.member().value());
            statement.executeUpdate();
        }
    }

    private static Decided toDecided(ResultSet row) throws SQLException {
        return new Decided(
                new MemberId(row.getObject("member_id", UUID.class)),
                new WriteOffView(
                        row.getObject("write_off_id", UUID.class),
                        row.getString("handle"),
                        row.getString("against"),
                        row.getString("reason"),
                        row.getString("decided_by"),
                        Sql.instant(row, "decided_at"),
                        lines(row.getArray("lines"))));
    }

    private static List<WrittenOff> lines(@Nullable Array array) throws SQLException {
        List<WrittenOff> found = new ArrayList<>();
        if (array != null) {
            for (Object line : (Object[]) array.getArray()) {
                String[] parts = String.valueOf(line).split(" ", -1);
                found.add(new WrittenOff(
                        parts[0],
                        Amount.ofMinorUnits(Long.parseLong(parts[2])).format(Integer.parseInt(parts[1])),
                        UUID.fromString(parts[3])));
            }
        }
        return found;
    }
}
