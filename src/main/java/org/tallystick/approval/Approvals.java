package org.tallystick.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;

/** What waits for a second administrator, and what became of it, in the database. {@link AskApproval} puts it there. */
@ApplicationScoped
public class Approvals {
    private static final Reason AS_IT_SAYS = new Reason("as the approval says");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> ACT = new TypeReference<>() {};

    private static final String COLUMNS = """
            SELECT a.approval_id, a.kind, a.summary, a.asked_by,
                   CASE WHEN a.state = 'waiting' AND a.expires_at <= ? THEN 'expired' ELSE a.state END AS state,
                   coalesce(u.username, c.name, a.asked_by::text) AS asker, a.asked_at, a.expires_at, a.reason,
                   d.username AS decider, a.decided_at, a.decision, a.done_at, a.outcome, a.act::text AS act, a.members
              FROM approval a
              LEFT JOIN app_user u ON u.user_id = a.asked_by
              LEFT JOIN client c ON c.client_id = a.asked_by
              LEFT JOIN app_user d ON d.user_id = a.decided_by
             WHERE a.community_id = ?\s""";

    private final Sql sql;
    private final AccessChanges changes;
    private final Clock clock;

    Approvals(Sql sql, AccessChanges changes, Clock clock) {
        this.sql = sql;
        this.changes = changes;
        this.clock = clock;
    }

    /** One approval, and what only those see who work on it. */
    record Row(Approval shown, UUID askedBy, Set<UUID> members, Map<String, @Nullable Object> act) {}

    /** How many wait, of so many at most. */
    int waiting(CommunityId community, int most) {
        return sql.list(
                        "SELECT 1 FROM approval WHERE community_id = ? AND state = 'waiting' AND expires_at > ? LIMIT ?",
                        row -> 1,
                        community.value(),
                        clock.instant(),
                        most)
                .size();
    }

    /**
     * Something that is asked for.
     *
     * @param key the Idempotency-Key of the request
     */
    record New(
            UUID id,
            Optional<String> key,
            String kind,
            String summary,
            Map<String, @Nullable Object> act,
            Collection<MemberId> members,
            Reason reason,
            Instant expiresAt) {}

    /** @return whether whoever asks has not used the key before */
    boolean add(CommunityId community, UUID askedBy, New asked) {
        return sql.update(
                        "INSERT INTO approval (community_id, approval_id, kind, state, asked_by, asked_at, expires_at, key,"
                                + " reason, summary, act, members) VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?::jsonb,"
                                + " ?::text[]::uuid[]) ON CONFLICT DO NOTHING",
                        community.value(),
                        asked.id(),
                        asked.kind(),
                        askedBy,
                        clock.instant(),
                        asked.expiresAt(),
                        asked.key().orElse(null),
                        asked.reason().text(),
                        asked.summary(),
                        json(asked.act()),
                        asked.members().stream()
                                .map(member -> member.value().toString())
                                .toArray(String[]::new))
                > 0;
    }

    /**
     * In the caller's transaction. Without the summary, which names people: a record is kept for ever, and the approval forgets them. A
     * record belongs to one member at most, with whom it forgets the reason; of what concerns several, or nobody by its members, the
     * approval alone tells it.
     *
     * @param before the state; null: it was asked for
     */
    void record(Access by, Row row, Reason reason, @Nullable String before, String state) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>();
        after.put("kind", row.shown().kind());
        after.put("state", state);
        Optional<MemberId> ofOne = row.members().size() == 1
                ? row.members().stream().map(MemberId::new).findFirst()
                : Optional.empty();
        changes.record(
                by.community().id(),
                Subject.APPROVAL,
                row.shown().id().toString(),
                by.caller().actor(),
                ofOne.isPresent() ? reason : AS_IT_SAYS,
                before == null ? null : Map.of("state", before),
                after,
                ofOne);
    }

    Optional<Row> ofKey(CommunityId community, UUID caller, String key) {
        return sql.one(
                COLUMNS + " AND a.asked_by = ? AND a.key = ?",
                Approvals::row,
                clock.instant(),
                community.value(),
                caller,
                key);
    }

    /** @throws ProblemException {@code not-found} */
    Row required(CommunityId community, UUID id) {
        return sql.one(COLUMNS + " AND a.approval_id = ?", Approvals::row, clock.instant(), community.value(), id)
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.NOT_FOUND, "Nothing of that id was asked for here."));
    }

    /** The newest first. */
    List<Approval> list(CommunityId community, Optional<String> state, UUID before, int most) {
        return sql
                .list(
                        "SELECT * FROM (" + COLUMNS + ") q WHERE (?::text IS NULL OR q.state = ?::text)"
                                + " AND q.approval_id < ? ORDER BY q.approval_id DESC LIMIT ?",
                        Approvals::row,
                        clock.instant(),
                        community.value(),
                        state.orElse(null),
                        state.orElse(null),
                        before,
                        most)
                .stream()
                .map(Row::shown)
                .collect(Collectors.toList());
    }

    /** @return whether it was waiting still */
    boolean decide(CommunityId community, UUID id, String state, @Nullable UUID by, String decision) {
        return sql.update(
                        "UPDATE approval SET state = ?, decided_by = ?, decided_at = ?, decision = ?"
                                + " WHERE community_id = ? AND approval_id = ? AND state = 'waiting' AND expires_at > ?",
                        state,
                        by,
                        clock.instant(),
                        decision,
                        community.value(),
                        id,
                        clock.instant())
                > 0;
    }

    /**
     * For an act that is one transaction: locks the approval to its end, and says whether it is done already. Whoever does it says so by
     * {@link #done} in the same transaction. The community's row is locked first, as everywhere: most acts need it later, and whoever erases
     * a member has it before approvals.
     */
    public boolean isDone(CommunityId community, UUID id) {
        sql.exists("SELECT FROM community WHERE community_id = ? FOR NO KEY UPDATE", community.value());
        return sql.one(
                        "SELECT done_at IS NOT NULL FROM approval WHERE community_id = ? AND approval_id = ? FOR UPDATE",
                        row -> row.getBoolean(1),
                        community.value(),
                        id)
                .orElse(false);
    }

    public void done(CommunityId community, UUID id, String outcome) {
        done(community, id, "approved", outcome);
    }

    void done(CommunityId community, UUID id, String state, String outcome) {
        sql.update(
                "UPDATE approval SET state = ?, outcome = ?, done_at = ? WHERE community_id = ? AND approval_id = ?"
                        + " AND done_at IS NULL",
                state,
                outcome,
                clock.instant(),
                community.value(),
                id);
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        @Nullable OffsetDateTime doneAt = row.getObject("done_at", OffsetDateTime.class);
        Approval shown = new Approval(
                row.getObject("approval_id", UUID.class),
                row.getString("kind"),
                row.getString("summary"),
                row.getString("state"),
                row.getString("asker"),
                Sql.instant(row, "asked_at"),
                Sql.instant(row, "expires_at"),
                row.getString("reason"),
                row.getString("decider"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("decision"),
                doneAt == null ? null : doneAt.toInstant(),
                row.getString("outcome"),
                null);
        Set<UUID> members = Set.of((UUID[]) row.getArray("members").getArray());
        return new Row(shown, row.getObject("asked_by", UUID.class), members, read(row.getString("act")));
    }

    private static Map<String, @Nullable Object> read(String json) {
        try {
            return JSON.readValue(json, ACT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an act that waits is unreadable", e);
        }
    }

    /** An act as it will be read again. */
    static Map<String, @Nullable Object> asStored(Map<String, @Nullable Object> act) {
        return read(json(act));
    }

    private static String json(Map<String, @Nullable Object> act) {
        try {
            return JSON.writeValueAsString(act);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an act holds plain values alone", e);
        }
    }
}
