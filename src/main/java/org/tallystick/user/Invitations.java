package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
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

    /**
     * As those see it who look after the member.
     *
     * @param username of the login it is to; empty: to whoever takes it up
     * @param role empty for one to a login
     * @param invitedBy a login
     */
    record Waiting(
            UUID id,
            Optional<String> username,
            Optional<MemberRole> role,
            Optional<SpendingLimits> limits,
            Optional<String> email,
            String invitedBy,
            Instant issuedAt,
            Instant expiresAt) {}

    /** A new one to a login; those before it are good no longer. */
    public Invitation toLogin(UUID user, UUID invitedBy, Optional<String> email) {
        sql.update("DELETE FROM invitation WHERE user_id = ? AND accepted_at IS NULL", user);
        Instant now = clock.instant();
        String token = Digests.newToken();
        Instant expiresAt = now.plus(config.tokens().invitationLifetime());
        sql.update(
                "INSERT INTO invitation (invitation_id, token_hash, user_id, invited_by, issued_at, expires_at, email)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                Ids.next(),
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
                "INSERT INTO invitation (invitation_id, token_hash, invited_by, issued_at, expires_at, email, community_id,"
                        + " member_id, role, spending_limits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
                Ids.next(),
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

    /**
     * Those that can be taken up: to act for a member, and to its own login; the newest first.
     *
     * @param login the name of the member's own
     */
    List<Waiting> waiting(CommunityId community, MemberId member, String login) {
        return sql.list(
                InvitationSql.OF_MEMBER,
                Invitations::toWaiting,
                clock.instant(),
                community.value(),
                member.value(),
                login);
    }

    /** @return whether it was there, and nobody had accepted it */
    boolean withdraw(UUID id) {
        return sql.update("DELETE FROM invitation WHERE invitation_id = ? AND accepted_at IS NULL", id) > 0;
    }

    /** Under a lock to the end of the transaction; empty for one that is not good, or not any more. */
    Optional<Pending> find(String token) {
        return sql.one(InvitationSql.TO_ACCEPT, Invitations::toPending, clock.instant(), Digests.sha256(token));
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
                limits(row),
                row.getObject("invited_by", UUID.class),
                email);
    }

    private static Waiting toWaiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject("invitation_id", UUID.class),
                Optional.ofNullable(row.getString("username")),
                Optional.ofNullable(row.getString("role")).map(MemberRole::of),
                limits(row),
                Optional.ofNullable(row.getString("email")),
                row.getString("invited_by"),
                Sql.instant(row, "issued_at"),
                Sql.instant(row, "expires_at"));
    }

    private static Optional<SpendingLimits> limits(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("limits")).map(SpendingLimits::ofJson);
    }
}
