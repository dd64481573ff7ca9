package org.tallystick.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Sql;

/** What an export says, read some rows at a time in the order of the keys. */
@ApplicationScoped
class ExportSql {
    static final UUID FIRST = new UUID(0, 0);
    static final int AT_ONCE = 1_000;

    /** An account that a member had no time to get has no limits. */
    private static final String MEMBERS = """
            SELECT m.member_id, m.handle, m.name, m.email, m.kind, m.joined, m.status, coalesce(a.credit_limit, 0), a.balance_cap,
                   CASE WHEN m.profile = '{}' THEN '' ELSE m.profile::text END
              FROM member m
              LEFT JOIN account a
                ON a.community_id = m.community_id AND a.member_id = m.member_id AND a.currency_code = ?
             WHERE m.community_id = ? AND m.member_id > ?
             ORDER BY m.member_id LIMIT ?""";

    /** All lines of a trade that has more than two: payments, then levies. */
    private static final String LINES = """
            SELECT concat_ws(' ', coalesce(m.handle, a.kind), e.amount, line.kind)
              FROM (SELECT t.payer_id AS account_id, t.payer_entry_no AS entry_no, 'payment' AS kind, -2 AS line_no
                    UNION ALL SELECT t.payee_id, t.payee_entry_no, 'payment', -1
                    UNION ALL SELECT l.account_id, l.entry_no, l.kind, l.line_no FROM trade_line l
                               WHERE l.community_id = t.community_id AND l.trade_id = t.trade_id) line
              JOIN entry e ON e.community_id = t.community_id AND e.account_id = line.account_id AND e.entry_no = line.entry_no
              JOIN account a ON a.community_id = t.community_id AND a.account_id = line.account_id
              LEFT JOIN member m ON m.community_id = t.community_id AND m.member_id = a.member_id
             ORDER BY line.kind DESC, line.line_no""";

    private static final String TRADES = """
            SELECT t.trade_id, t.booked_at, t.value_date, coalesce(pm.handle, p.kind), coalesce(qm.handle, q.kind),
                   t.amount, t.description, t.reverses, t.by_office, t.reason, t.recorded_at, t.metadata::text AS metadata, t.category,
                   (SELECT u.username FROM app_user u WHERE u.user_id = t.override_by) AS override_by,
                   coalesce((SELECT u.username FROM app_user u WHERE u.user_id = t.recorded_by),
                            (SELECT c.name FROM client c WHERE c.client_id = t.recorded_by),
                            t.recorded_by::text) AS recorded_by,
                   (SELECT b.handle FROM member b
                     WHERE b.community_id = t.community_id AND b.member_id = t.on_behalf_of) AS on_behalf_of,
                   CASE WHEN EXISTS (SELECT FROM trade_line l WHERE l.community_id = t.community_id AND l.trade_id = t.trade_id)
                        THEN ARRAY(%s) END AS lines
              FROM (SELECT * FROM trade
                     WHERE community_id = ? AND trade_id > ? AND currency_code = ? ORDER BY trade_id LIMIT ?) t
              JOIN account p ON p.community_id = t.community_id AND p.account_id = t.payer_id
              JOIN account q ON q.community_id = t.community_id AND q.account_id = t.payee_id
              LEFT JOIN member pm ON pm.community_id = p.community_id AND pm.member_id = p.member_id
              LEFT JOIN member qm ON qm.community_id = q.community_id AND qm.member_id = q.member_id
             ORDER BY t.trade_id""".formatted(LINES);

    private static final String ROWS = """
            SELECT (SELECT count(*) FROM trade WHERE community_id = ? AND currency_code = ?)
                   + (SELECT count(*) FROM member WHERE community_id = ?)""";

    private static final String PROFILE_FIELDS = """
            SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'label', label, 'kind', kind, 'choices', choices,
                       'required', required, 'visibility', visibility, 'ownerMayChange', owner_may_change)
                       ORDER BY position), '[]')::text
              FROM profile_field WHERE community_id = ?""";

    private final Sql sql;

    ExportSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * A member and its account in the currency.
     *
     * @param balanceCap empty: none
     * @param profile JSON; blank: nothing is known
     */
    record Member(
            UUID id,
            String handle,
            String name,
            Optional<String> email,
            String kind,
            LocalDate joined,
            String status,
            long creditLimit,
            Optional<Long> balanceCap,
            String profile) {}

    /** @param lines of a trade that has more than two, {@code alice -250 payment}; else none */
    record Trade(
            UUID id,
            Instant bookedAt,
            LocalDate valueDate,
            String payer,
            String payee,
            long amount,
            String description,
            Optional<UUID> reverses,
            boolean mediated,
            Optional<String> overrideBy,
            Optional<String> reason,
            String recordedBy,
            Optional<String> onBehalfOf,
            Optional<Instant> recordedAt,
            Optional<String> metadata,
            Optional<String> category,
            List<String> lines) {}

    /** How many trades in the currency and members there are. */
    long rows(CommunityId community, CurrencyCode currency) {
        return sql.one(ROWS, row -> row.getLong(1), community.value(), currency.value(), community.value())
                .orElseThrow();
    }

    /** As JSON: what the community wants to know of its members. */
    String profileFields(CommunityId community) {
        return sql.one(PROFILE_FIELDS, row -> row.getString(1), community.value())
                .orElseThrow();
    }

    List<Member> members(CommunityId community, CurrencyCode currency, UUID after) {
        return sql.list(
                MEMBERS,
                row -> {
                    @Nullable Long cap = row.getObject(9, Long.class);
                    @Nullable String email = row.getString(4);
                    return new Member(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            Optional.ofNullable(email),
                            row.getString(5),
                            row.getObject(6, LocalDate.class),
                            row.getString(7),
                            row.getLong(8),
                            Optional.ofNullable(cap),
                            row.getString(10));
                },
                currency.value(),
                community.value(),
                after,
                AT_ONCE);
    }

    private static List<String> lines(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    List<Trade> trades(CommunityId community, CurrencyCode currency, UUID after) {
        return sql.list(
                TRADES,
                row -> {
                    @Nullable UUID reverses = row.getObject(8, UUID.class);
                    @Nullable OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
                    return new Trade(
                            row.getObject(1, UUID.class),
                            Sql.instant(row, "booked_at"),
                            row.getObject(3, LocalDate.class),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6),
                            row.getString(7),
                            Optional.ofNullable(reverses),
                            row.getBoolean("by_office"),
                            text(row, "override_by"),
                            text(row, "reason"),
                            row.getString("recorded_by"),
                            text(row, "on_behalf_of"),
                            Optional.ofNullable(recordedAt).map(OffsetDateTime::toInstant),
                            text(row, "metadata"),
                            text(row, "category"),
                            lines(row.getArray("lines")));
                },
                community.value(),
                after,
                currency.value(),
                AT_ONCE);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String there = row.getString(column);
        return Optional.ofNullable(there);
    }
}
