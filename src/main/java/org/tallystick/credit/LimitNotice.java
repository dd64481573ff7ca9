package org.tallystick.credit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;

/**
 * Something about an account that is to be told by mail. It is written in the transaction that is the reason for it, which is one
 * of the posting's or of many accounts, and the letters are made of it afterwards.
 *
 * @param detail amounts as decimals, dates, and why
 */
record LimitNotice(AccountId account, Kind kind, Map<String, @Nullable Object> detail) {
    private static final String INSERT = """
            INSERT INTO limit_notice (community_id, made_at, notice_id, account_id, kind, detail)
            SELECT ?, ?, n.id, n.account, n.kind, n.detail::jsonb
              FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[]) AS n (id, account, kind, detail)""";

    /** What happened. */
    enum Kind {
        CHANGED("changed"),
        ANNOUNCED("announced"),
        SOFT_LIMIT("soft-limit"),
        SETTLEMENT_OVER("settlement-over");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Kind read(String text) {
            for (Kind kind : values()) {
                if (kind.text.equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of notice: " + text);
        }
    }

    static void write(Connection connection, CommunityId community, Instant now, List<LimitNotice> notices)
            throws SQLException {
        if (notices.isEmpty()) {
            return;
        }
        Object[][] columns = new Object[4][notices.size()];
        for (int i = 0; i < notices.size(); i++) {
            LimitNotice notice = notices.get(i);
            columns[0][i] = Ids.next();
            columns[1][i] = notice.account().value();
            columns[2][i] = notice.kind().text();
            columns[3][i] = CreditPolicies.json(notice.detail());
        }
        String[] types = {"uuid", "uuid", "text", "text"};
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, community.value());
            statement.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            for (int i = 0; i < types.length; i++) {
                statement.setArray(i + 3, connection.createArrayOf(types[i], columns[i]));
            }
            statement.executeUpdate();
        }
    }
}
