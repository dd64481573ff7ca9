package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.Digests;
import org.tallystick.security.MemberId;
import org.tallystick.security.MemberRole;
import org.tallystick.security.SecurityConfig;
import org.tallystick.security.SpendingLimits;

/**
 * Invitations as they stand in the database: to a login, to set its password; or to be one of a member's users, for whoever
 * holds it. Everything here belongs to the caller's transaction.
 */
@ApplicationScoped
public class Invitations {
    private static final String HOLDS_NO_OFFICE = """
            NOT EXISTS (SELECT FROM community_role r WHERE r.user_id = u.user_id
                        UNION ALL SELECT FROM local_administrator l WHERE l.user_id = u.user_id)""";

    /** A login that never had a password may be that of somebody new who was given an office by one of the others. */
    private static final String OF_AN_ADMINISTRATORS_COMMUNITY = """
            (u.password_hash IS NULL OR u.user_id = i.invited_by OR %s)
             AND EXISTS (SELECT FROM user_community k JOIN community_role w ON w.community_id = k.community_id
                          WHERE k.user_id = u.user_id AND w.user_id = i.invited_by AND w.role = 'administrator')""".formatted(HOLDS_NO_OFFICE);

    private static final String OF_A_LOCAL_ADMINISTRATORS_MEMBERS = """
            (u.user_id = i.invited_by OR %s)
             AND EXISTS (SELECT FROM membership m WHERE m.user_id = u.user_id)
             AND NOT EXISTS (
                 SELECT FROM membership m WHERE m.user_id = u.user_id AND NOT EXISTS (
                     SELECT FROM local_administrator l
                       JOIN group_member g ON g.community_id = l.community_id AND g.group_id = l.group_id
                      WHERE l.user_id = i.invited_by AND g.community_id = m.community_id
                        AND g.member_id = m.member_id))""".formatted(HOLDS_NO_OFFICE);

    /**
     * An invitation is worth what whoever wrote it may do now: it is void once they may not invite here any more, and once
     * the login has a say that they have none over.
     */
    private static final String OF_A_LOGIN_STILL_GOOD =
            """
            u.status = 'active' AND (o.operator OR (NOT u.operator
             AND (SELECT count(*) FROM user_community k WHERE k.user_id = u.user_id) = 1
             AND ((%s) OR (%s))))""".formatted(OF_AN_ADMINISTRATORS_COMMUNITY, OF_A_LOCAL_ADMINISTRATORS_MEMBERS);

    private static final String OF_A_MEMBER_STILL_GOOD = """
            (o.operator
             OR EXISTS (SELECT FROM community_role w WHERE w.community_id = i.community_id
                           AND w.user_id = i.invited_by AND w.role = 'administrator')
             OR EXISTS (SELECT FROM membership m WHERE m.community_id = i.community_id
                           AND m.member_id = i.member_id AND m.user_id = i.invited_by AND m.role = 'owner')
             OR EXISTS (SELECT FROM local_administrator l
                          JOIN group_member g ON g.community_id = l.community_id AND g.group_id = l.group_id
                         WHERE l.community_id = i.community_id AND l.user_id = i.invited_by
                           AND g.member_id = i.member_id))""";

    private static final String STILL_GOOD = """
            SELECT i.user_id, u.username, i.email, i.invited_by, i.community_id, i.member_id, p.handle, i.role,
                   i.spending_limits::text AS limits
              FROM invitation i
              JOIN app_user o ON o.user_id = i.invited_by AND o.status = 'active'
              LEFT JOIN app_user u ON u.user_id = i.user_id
              LEFT JOIN member p ON p.community_id = i.community_id AND p.member_id = i.member_id
             WHERE i.token_hash = ? AND i.accepted_at IS NULL AND i.expires_at > ?
               AND CASE WHEN i.user_id IS NULL THEN %s ELSE %s END
               FOR UPDATE OF i""".formatted(OF_A_MEMBER_STILL_GOOD, OF_A_LOGIN_STILL_GOOD);

    private final Sql sql;
    private final SecurityConfig config;
    private final Clock clock;

    Invitations(Sql sql, SecurityConfig config, Clock clock) {
        this.sql = sql;
        this.config = config;
        this.clock = clock;
    }

    /** Nobody has accepted it, and it is good. */
    sealed interface Pending {
        /** Where it was sent by mail: whoever holds it reads there. */
        Optional<String> email();
    }

    /** To set the password of a login. */
    record ToLogin(UUID user, String username, Optional<String> email) implements Pending {}

    /** To act for a member. */
    record ToMember(
            CommunityId community,
            MemberId member,
            String handle,
            MemberRole role,
            Optional<SpendingLimits> limits,
            UUID invitedBy,
            Optional<String> email)
            implements Pending {}

    /** A new one to a login; those before it are good no longer. */
    public Invitation toLogin(UUID user, UUID invitedBy, Optional<String> email) {
        sql.update("DELETE FROM invitation WHERE user_id = ? AND accepted_at IS NULL", user);
        Instant now = clock.instant();
        String token = Digests.newToken();
        Instant expiresAt = now.plus(config.tokens().invitationLifetime());
        sql.update(
                "INSERT INTO invitation (token_hash, user_id, invited_by, issued_at, expires_at, email)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                Digests.sha256(token),
                user,
                invitedBy,
                now,
                expiresAt,
                email.orElse(null));
        return new Invitation(token, null, expiresAt);
    }

    Invitation toMember(ToMember offer) {
        Instant now = clock.instant();
        String token = Digests.newToken();
        Instant expiresAt = now.plus(config.tokens().invitationLifetime());
        sql.update(
                "INSERT INTO invitation (token_hash, invited_by, issued_at, expires_at, email, community_id, member_id,"
                        + " role, spending_limits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
                Digests.sha256(token),
                offer.invitedBy(),
                now,
                expiresAt,
                offer.email().orElse(null),
                offer.community().value(),
                offer.member().value(),
                offer.role().value(),
                offer.limits().map(SpendingLimits::toJson).orElse(null));
        return new Invitation(token, null, expiresAt);
    }

    /** Those of a member that nobody has accepted and that have not expired. */
    int pending(CommunityId community, MemberId member) {
        return sql.list(
                        "SELECT 1 FROM invitation WHERE community_id = ? AND member_id = ? AND accepted_at IS NULL"
                                + " AND expires_at > ?",
                        row -> 1,
                        community.value(),
                        member.value(),
                        clock.instant())
                .size();
    }

    /** Under a lock to the end of the transaction; empty for one that is not good, or not any more. */
    Optional<Pending> find(String token) {
        return sql.one(STILL_GOOD, Invitations::toPending, Digests.sha256(token), clock.instant());
    }

    void accepted(String token) {
        sql.update(
                "UPDATE invitation SET accepted_at = ? WHERE token_hash = ?", clock.instant(), Digests.sha256(token));
    }

    private static Pending toPending(ResultSet row) throws SQLException {
        @Nullable UUID user = row.getObject("user_id", UUID.class);
        Optional<String> email = Optional.ofNullable(row.getString("email"));
        if (user != null) {
            return new ToLogin(user, row.getString("username"), email);
        }
        return new ToMember(
                new CommunityId(row.getObject("community_id", UUID.class)),
                new MemberId(row.getObject("member_id", UUID.class)),
                row.getString("handle"),
                MemberRole.of(row.getString("role")),
                Optional.ofNullable(row.getString("limits")).map(SpendingLimits::ofJson),
                row.getObject("invited_by", UUID.class),
                email);
    }
}
