package org.tallystick.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;

/**
 * What belongs to every change of what someone may do, in the transaction that makes it: the access version is raised, so
 * that nobody decides by what was before, and a record says who, when and why.
 */
@ApplicationScoped
public class AccessChanges {
    /** In the order of the ids, so that two that raise several communities do not wait for each other. */
    private static final String RAISE = """
            WITH concerned AS (SELECT community_id FROM community WHERE %s ORDER BY community_id FOR NO KEY UPDATE)
            UPDATE community c SET access_version = c.access_version + 1
              FROM concerned WHERE c.community_id = concerned.community_id""";

    private static final String RAISE_ONE = RAISE.formatted("community_id = ?");
    private static final String RAISE_OF_USER = RAISE.formatted("""
            community_id IN (SELECT community_id FROM membership WHERE user_id = ?
                             UNION SELECT community_id FROM community_role WHERE user_id = ?)
            OR EXISTS (SELECT FROM app_user WHERE user_id = ? AND operator)""");
    private static final String RAISE_OF_CLIENT =
            RAISE.formatted("community_id IN (SELECT community_id FROM client_grant WHERE client_id = ?)");

    private final Sql sql;
    private final ObjectMapper json;
    private final Clock clock;

    AccessChanges(Sql sql, ObjectMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /** In one community. */
    public void raise(CommunityId community) {
        sql.update(RAISE_ONE, community.value());
    }

    /** In every community where the user has a say: all of them, for an operator. */
    public void raiseWhereverIs(UserId user) {
        sql.update(RAISE_OF_USER, user.value(), user.value(), user.value());
    }

    /** In every community that grants the client something. */
    public void raiseWhereverIsClient(UUID client) {
        sql.update(RAISE_OF_CLIENT, client);
    }

    /**
     * Writes down a change.
     *
     * @param subjectKind community, currency, member, limits, role, membership, client, session or user
     * @param subject its name in the community
     * @param reason 1 to 500 characters
     * @param before null for what is new, and {@code after} for what is gone
     */
    public void record(
            CommunityId community,
            String subjectKind,
            String subject,
            UUID changedBy,
            String reason,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        sql.update(
                "INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at,"
                        + " reason, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                community.value(),
                Ids.next(),
                subjectKind,
                subject,
                changedBy,
                clock.instant(),
                reason,
                toJson(before),
                toJson(after));
    }

    private @Nullable String toJson(@Nullable Map<String, ?> values) {
        try {
            return values == null ? null : json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a change holds texts, numbers and lists of them", e);
        }
    }
}
