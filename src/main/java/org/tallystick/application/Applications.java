package org.tallystick.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.application.Application.State;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.EmailAddress;
import org.tallystick.member.Forgets;
import org.tallystick.member.Handle;
import org.tallystick.member.MemberKind;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.security.Digests;
import org.tallystick.security.MemberId;
import org.tallystick.security.SealedKeys;

/**
 * Applications as they stand in the database. Those that nobody has decided are erased after {@link #LIFETIME}; those that were refused are erased after {@link #REFUSED_ARE_KEPT}, and that of a
 * member with the member. Changes belong to the caller's transaction.
 */
@ApplicationScoped
public class Applications implements Chore, Forgets {
    static final Duration REFUSED_ARE_KEPT = Duration.ofDays(90);

    static final Duration LIFETIME = Duration.ofDays(30);

    /** So long it is remembered from where somebody came who has enrolled. */
    private static final Duration ADDRESSES_ARE_KEPT = Duration.ofDays(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ALL = """
            SELECT a.application_id, a.state, a.handle, a.name, a.kind, a.email, a.answers::text AS answers, a.applied_at,
                   a.decided_at, u.username AS decided_by, a.reason
              FROM application a LEFT JOIN app_user u ON u.user_id = a.decided_by WHERE a.community_id = ?\s""";

    private final Sql sql;
    private final SealedKeys seal;
    private final Clock clock;

    Applications(Sql sql, SealedKeys seal, Clock clock) {
        this.seal = seal;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param address from where it comes
     * @return the id
     */
    UUID add(CommunityId community, Applicant applicant, String token, String address) {
        UUID id = Ids.next();
        sql.update(
                "INSERT INTO application (community_id, application_id, token_digest, handle, name, kind, email, answers,"
                        + " applied_at, address_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)",
                community.value(),
                id,
                Digests.sha256(token),
                applicant.handle().value(),
                applicant.name(),
                applicant.kind().text(),
                applicant.email().map(EmailAddress::value).orElse(null),
                json(applicant.answers()),
                clock.instant(),
                digest(community, address));
        return id;
    }

    /** Names nobody, and without the installation's secret no list of addresses can be tried against it. */
    private byte[] digest(CommunityId community, String address) {
        return seal.digest("applicant to " + community.value() + "\n" + address);
    }

    long waitingFrom(CommunityId community, String address) {
        return sql.one(
                        "SELECT count(*) FROM application WHERE community_id = ? AND state = 'open' AND address_digest = ?",
                        row -> row.getLong(1),
                        community.value(),
                        digest(community, address))
                .orElse(0L);
    }

    /** Of members who enrolled themselves within a day. */
    long enrolledThemselvesFrom(CommunityId community, String address) {
        return sql.one(
                        "SELECT count(*) FROM application WHERE community_id = ? AND state = 'approved' AND decided_by IS NULL"
                                + " AND address_digest = ? AND applied_at > ?",
                        row -> row.getLong(1),
                        community.value(),
                        digest(community, address),
                        clock.instant().minus(ADDRESSES_ARE_KEPT))
                .orElse(0L);
    }

    long waiting(CommunityId community) {
        return sql.one(
                        "SELECT count(*) FROM application WHERE community_id = ? AND state = 'open'",
                        row -> row.getLong(1),
                        community.value())
                .orElse(0L);
    }

    /** Of members who enrolled themselves. */
    long enrolledThemselvesSince(CommunityId community, Instant when) {
        return sql.one(
                        "SELECT count(*) FROM application WHERE community_id = ? AND state = 'approved' AND decided_by IS NULL"
                                + " AND applied_at > ?",
                        row -> row.getLong(1),
                        community.value(),
                        when)
                .orElse(0L);
    }

    boolean waitsFor(CommunityId community, Handle handle) {
        return sql.exists(
                "SELECT FROM application WHERE community_id = ? AND handle = ? AND state = 'open'",
                community.value(),
                handle.value());
    }

    Optional<Application> find(CommunityId community, UUID id) {
        return sql.one(ALL + "AND a.application_id = ?", Applications::toApplication, community.value(), id);
    }

    /** Under a lock to the end of the transaction. */
    Optional<Application> locked(CommunityId community, UUID id) {
        return sql.one(
                ALL + "AND a.application_id = ? FOR NO KEY UPDATE OF a",
                Applications::toApplication,
                community.value(),
                id);
    }

    Optional<Application> byToken(CommunityId community, String token) {
        return sql.one(
                ALL + "AND a.token_digest = ?", Applications::toApplication, community.value(), Digests.sha256(token));
    }

    /** The newest first. */
    List<Application> page(CommunityId community, Optional<State> state, @Nullable UUID before, int limit) {
        String wanted = state.map(State::text).orElse(null);
        return sql.list(
                ALL + "AND (?::text IS NULL OR a.state = ?::text) AND (?::uuid IS NULL OR a.application_id < ?::uuid)"
                        + " ORDER BY a.application_id DESC LIMIT ?",
                Applications::toApplication,
                community.value(),
                wanted,
                wanted,
                before,
                before,
                limit);
    }

    /**
     * @param by whoever decides; null where nobody had to
     * @param reason null where nobody had to give one
     */
    void approve(CommunityId community, UUID id, MemberId member, @Nullable UUID by, @Nullable String reason) {
        sql.update(
                "UPDATE application SET state = 'approved', decided_at = ?, decided_by = ?, reason = ?, member_id = ?"
                        + " WHERE community_id = ? AND application_id = ?",
                clock.instant(),
                by,
                reason,
                member.value(),
                community.value(),
                id);
    }

    void refuse(CommunityId community, UUID id, UUID by, String reason) {
        sql.update(
                "UPDATE application SET state = 'refused', decided_at = ?, decided_by = ?, reason = ?"
                        + " WHERE community_id = ? AND application_id = ?",
                clock.instant(),
                by,
                reason,
                community.value(),
                id);
    }

    @Override
    public void runDue(Instant now) {
        sql.update("DELETE FROM application WHERE state = 'refused' AND decided_at < ?", now.minus(REFUSED_ARE_KEPT));
        sql.update("DELETE FROM application WHERE state = 'open' AND applied_at < ?", now.minus(LIFETIME));
        sql.update(
                "UPDATE application SET address_digest = NULL"
                        + " WHERE state <> 'open' AND address_digest IS NOT NULL AND applied_at < ?",
                now.minus(ADDRESSES_ARE_KEPT));
    }

    @Override
    public void forget(CommunityId community, MemberId member, String handle) {
        sql.update(
                "DELETE FROM application WHERE community_id = ? AND (member_id = ? OR handle = ?)",
                community.value(),
                member.value(),
                handle);
    }

    private static Application toApplication(ResultSet row) throws SQLException {
        return new Application(
                row.getObject("application_id", UUID.class),
                State.read(row.getString("state")),
                new Handle(row.getString("handle")),
                row.getString("name"),
                MemberKind.read(row.getString("kind")),
                Optional.ofNullable(row.getString("email")).map(EmailAddress::new),
                answers(row.getString("answers")),
                Sql.instant(row, "applied_at"),
                Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("decided_by")),
                Optional.ofNullable(row.getString("reason")));
    }

    private static String json(Map<String, String> answers) {
        try {
            return JSON.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answers are plain values", e);
        }
    }

    private static Map<String, String> answers(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answers of an application are unreadable", e);
        }
    }
}
