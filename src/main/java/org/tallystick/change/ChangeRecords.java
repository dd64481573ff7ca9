package org.tallystick.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.ledger.CommunityId;

/** Writes changes in the transaction that makes them, and reads them back. They are never updated or deleted. */
public final class ChangeRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The member whom it concerns is told by what was changed; the program by which a user made it, by the session. That is kept as
     * it was, for sessions are forgotten some day.
     */
    private static final String INSERT = """
            INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason,
                                       before, after, member_id, session_id, program)
            SELECT c.id, n.id, n.kind, n.subject, n.by_whom, c.now, n.reason, n.before::jsonb, n.after::jsonb,
                   coalesce(n.member, CASE
                       WHEN n.kind = 'member' THEN n.subject::uuid
                       WHEN n.kind = 'limits' THEN (SELECT a.member_id FROM account a
                                                     WHERE a.community_id = c.id AND a.account_id = n.subject::uuid)
                       WHEN n.kind IN ('membership', 'consent') THEN (SELECT m.member_id FROM member m
                                                     WHERE m.community_id = c.id AND m.handle = n.subject) END),
                   n.session, (SELECT s.label FROM session s WHERE s.session_id = n.session)
              FROM (SELECT ?::uuid AS id, ?::timestamptz AS now) c,
                   unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[])
                   AS n (id, kind, subject, by_whom, reason, before, after, member, session)""";

    /** Of what has an id for its subject, the name that a person knows. */
    private static final String NAMED = """
            coalesce(CASE r.subject_kind
                WHEN 'community' THEN (SELECT k.slug FROM community k WHERE k.community_id = r.community_id)
                WHEN 'member' THEN (SELECT m.handle FROM member m
                                     WHERE m.community_id = r.community_id AND m.member_id = r.subject_id::uuid)
                WHEN 'limits' THEN (
                    SELECT concat_ws('.', coalesce(m.handle, a.kind), a.partner, CASE WHEN k.position > 0 THEN k.code END)
                      FROM account a
                      JOIN currency k ON k.community_id = a.community_id AND k.code = a.currency_code
                      LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
                     WHERE a.community_id = r.community_id AND a.account_id = r.subject_id::uuid)
                END, r.subject_id)""";

    private static final String COLUMNS = """
            SELECT r.change_id, r.subject_kind, %s AS subject, r.changed_by, coalesce(u.username, c.name) AS name, r.changed_at, r.reason,
                   r.before::text, r.after::text
              FROM change_record r
              LEFT JOIN app_user u ON u.user_id = r.changed_by
              LEFT JOIN client c ON c.client_id = r.changed_by
             WHERE r.community_id = ?\s""".formatted(NAMED);

    private static final String READ = COLUMNS + """
             AND r.subject_kind = ? AND r.subject_id = ?
               AND (?::uuid IS NULL OR r.change_id < ?::uuid)
             ORDER BY r.change_id DESC LIMIT ?""";

    /** Under this id stands what concerns the installation as a whole, and no community. */
    public static final CommunityId INSTALLATION = new CommunityId(new UUID(0, 0));

    private ChangeRecords() {}

    /**
     * A change as it is shown.
     *
     * @param kind of what was changed
     * @param subject the name of what was changed: a handle, the address of an account, a code
     * @param changedBy the name of the user or client
     */
    public record Recorded(
            UUID id,
            String kind,
            String subject,
            String changedBy,
            Instant changedAt,
            String reason,
            Optional<Map<String, @Nullable Object>> before,
            Optional<Map<String, @Nullable Object>> after) {}

    /** Writes any number of changes with one statement. */
    public static void write(Connection connection, CommunityId community, Instant now, List<Change> changes)
            throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        @Nullable Object[][] columns = new @Nullable Object[9][changes.size()];
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            columns[0][i] = change.id();
            columns[1][i] = change.subject().column();
            columns[2][i] = change.subjectId();
            columns[3][i] = change.changedBy().id();
            columns[4][i] = change.reason().text();
            columns[5][i] = json(change.before());
            columns[6][i] = json(change.after());
            columns[7][i] = change.member().orElse(null);
            columns[8][i] = change.changedBy().session().orElse(null);
        }
        String[] types = {"uuid", "text", "text", "uuid", "text", "text", "text", "uuid", "uuid"};
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, community.value());
            statement.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            for (int i = 0; i < types.length; i++) {
                statement.setArray(i + 3, connection.createArrayOf(types[i], columns[i]));
            }
            statement.executeUpdate();
        }
    }

    /**
     * The newest first.
     *
     * @param before only changes older than this one
     * @param limit how many at most
     */
    public static List<Recorded> history(
            Connection connection,
            CommunityId community,
            Subject subject,
            String subjectId,
            Optional<UUID> before,
            int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, community.value());
            statement.setString(2, subject.column());
            statement.setString(3, subjectId);
            statement.setObject(4, before.orElse(null));
            statement.setObject(5, before.orElse(null));
            statement.setInt(6, limit);
            return read(statement);
        }
    }

    private static List<Recorded> read(PreparedStatement statement) throws SQLException {
        ResultSet rows = statement.executeQuery();
        List<Recorded> found = new ArrayList<>();
        while (rows.next()) {
            UUID by = rows.getObject("changed_by", UUID.class);
            String name = rows.getString("name");
            found.add(new Recorded(
                    rows.getObject("change_id", UUID.class),
                    rows.getString("subject_kind"),
                    rows.getString("subject"),
                    name == null ? by.toString() : name,
                    rows.getObject("changed_at", OffsetDateTime.class).toInstant(),
                    rows.getString("reason"),
                    read(rows.getString("before")),
                    read(rows.getString("after"))));
        }
        return found;
    }

    private static @Nullable String json(Optional<Map<String, @Nullable Object>> values) {
        if (values.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(values.get());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a change holds plain values alone", e);
        }
    }

    private static Optional<Map<String, @Nullable Object>> read(@Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(json, new TypeReference<Map<String, @Nullable Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change record is unreadable", e);
        }
    }
}
