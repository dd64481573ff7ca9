package org.tallystick.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Sql;

/** Reads the audit log: the records of changes, and among them the trades that were recorded by an office. */
@ApplicationScoped
class AuditSql {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> VALUES = new TypeReference<>() {};

    /** Of an account {@code %1$s}, as everybody writes it. */
    private static final String ADDRESS = """
            (SELECT concat_ws('.', coalesce(m.handle, a.kind), a.partner, CASE WHEN k.position > 0 THEN k.code END)
               FROM account a
               JOIN currency k ON k.community_id = a.community_id AND k.code = a.currency_code
               LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
              WHERE a.community_id = q.community AND a.account_id = %s)""";

    private static final String SUBJECT = """
            coalesce(CASE r.subject_kind
                WHEN 'community' THEN (SELECT k.slug FROM community k WHERE k.community_id = r.community_id)
                WHEN 'member' THEN (SELECT m.handle FROM member m
                                     WHERE m.community_id = r.community_id AND m.member_id = r.subject_id::uuid)
                WHEN 'limits' THEN %s
                END, r.subject_id)""".formatted(ADDRESS.formatted("r.subject_id::uuid"));

    private static final String BY = """
            (q.by_name IS NULL OR %1$s IN (SELECT u.user_id FROM app_user u WHERE u.username = q.by_name
                                           UNION ALL SELECT c.client_id FROM client c WHERE c.name = q.by_name))""";

    /** Every account that a trade moves. */
    private static final String ACCOUNTS = """
            SELECT t.payer_id UNION ALL SELECT t.payee_id
            UNION ALL SELECT l.account_id FROM trade_line l WHERE l.community_id = q.community AND l.trade_id = t.trade_id""";

    /** What concerns everybody: the rules. */
    private static final String RECORDS = """
            SELECT r.change_id AS id, r.subject_kind AS kind, %s AS subject, r.changed_at AS at, r.changed_by AS by_whom,
                   r.program, r.member_id AS member, r.reason, r.before::text AS before, r.after::text AS after
              FROM q JOIN change_record r ON r.community_id = q.community
             WHERE r.change_id >= q.first AND r.change_id < q.before_id
               AND (q.kind IS NULL OR r.subject_kind = q.kind)
               AND (q.member IS NULL OR r.member_id = q.member)
               AND (q.visible IS NULL OR r.member_id = ANY (q.visible)
                    OR r.subject_kind IN ('community', 'currency', 'policy', 'levy'))
               AND %s
             ORDER BY r.change_id DESC LIMIT ?""".formatted(SUBJECT, BY.formatted("r.changed_by"));

    private static final String TRADES = """
            SELECT t.trade_id, 'trade', t.trade_id::text, t.booked_at, t.recorded_by, NULL,
                   t.on_behalf_of, coalesce(t.reason, t.description), NULL,
                   jsonb_build_object('payer', %s, 'payee', %s, 'amount',
                       (SELECT round(t.amount / 10::numeric ^ k.scale, k.scale)::text FROM currency k
                         WHERE k.community_id = t.community_id AND k.code = t.currency_code),
                       'currency', t.currency_code, 'description', t.description, 'reverses', t.reverses,
                       'beyondLimits', CASE WHEN t.override_by IS NOT NULL THEN true END)::text
              FROM q JOIN trade t ON t.community_id = q.community AND t.by_office
             WHERE t.trade_id >= q.first AND t.trade_id < q.before_id
               AND (q.kind IS NULL OR q.kind = 'trade')
               AND (q.member IS NULL OR EXISTS (SELECT FROM account a WHERE a.community_id = q.community
                                                   AND a.account_id IN (%s) AND a.member_id = q.member))
               AND (q.visible IS NULL OR EXISTS (SELECT FROM account a WHERE a.community_id = q.community
                                                   AND a.account_id IN (%s) AND a.member_id = ANY (q.visible)))
               AND %s
             ORDER BY t.trade_id DESC LIMIT ?""".formatted(
                    ADDRESS.formatted("t.payer_id"),
                    ADDRESS.formatted("t.payee_id"),
                    ACCOUNTS,
                    ACCOUNTS,
                    BY.formatted("t.recorded_by"));

    private static final String READ = """
            WITH q AS (SELECT ?::uuid AS community, ?::uuid AS first, ?::uuid AS before_id, ?::text AS kind, ?::uuid AS member,
                              ?::text AS by_name, ?::text[]::uuid[] AS visible),
                 found AS ((%s) UNION ALL (%s) ORDER BY 1 DESC LIMIT ?)
            SELECT f.id, f.kind, f.subject, f.at, coalesce(u.username, c.name,
                       CASE WHEN f.by_whom::text LIKE '00000000-0000-0000-%%' THEN 'command line' END, f.by_whom::text) AS by_name, f.program,
                   m.handle, f.reason, f.before, f.after
              FROM found f CROSS JOIN q
              LEFT JOIN app_user u ON u.user_id = f.by_whom
              LEFT JOIN client c ON c.client_id = f.by_whom
              LEFT JOIN member m ON m.community_id = q.community AND m.member_id = f.member
             ORDER BY f.id DESC""".formatted(RECORDS, TRADES);

    private final Sql sql;

    AuditSql(Sql sql) {
        this.sql = sql;
    }

    /** The newest first, so many at most. */
    List<Act> read(AuditQuery query, int most) {
        @Nullable
        String[] visible = query.visibleTo()
                .map(members -> members.stream().map(UUID::toString).toArray(String[]::new))
                .orElse(null);
        return sql.list(
                READ,
                AuditSql::act,
                query.community().value(),
                query.first(),
                query.end(),
                query.kind().orElse(null),
                query.member().orElse(null),
                query.by().orElse(null),
                visible,
                most,
                most,
                most);
    }

    private static Act act(ResultSet row) throws SQLException {
        return new Act(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("subject"),
                Sql.instant(row, "at"),
                row.getString("by_name"),
                row.getString("program"),
                row.getString("handle"),
                row.getString("reason"),
                values(row.getString("before")),
                values(row.getString("after")));
    }

    private static @Nullable Map<String, @Nullable Object> values(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, VALUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the audit log is unreadable", e);
        }
    }
}
