package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.ledger.CommunityId;
import org.tallystick.mail.SecurityEvent;
import org.tallystick.platform.Sql;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Caller;
import org.tallystick.security.ExternalIdentity;
import org.tallystick.security.UserId;
import org.tallystick.user.Invitations.Pending;
import org.tallystick.user.Invitations.ToLogin;
import org.tallystick.user.Invitations.ToMember;

/** What follows from an invitation that is taken up. Everything here belongs to the caller's transaction. */
@ApplicationScoped
class TakeUpInvitation {
    private static final Reason REASON = new Reason("Accepted an invitation");

    private final Sql sql;
    private final Communities communities;
    private final Users users;
    private final MemberUsers memberUsers;
    private final Identities identities;
    private final Sessions sessions;
    private final SecurityNotices notices;
    private final AccessChanges changes;
    private final Clock clock;

    TakeUpInvitation(
            Sql sql,
            Communities communities,
            Users users,
            MemberUsers memberUsers,
            Identities identities,
            Sessions sessions,
            SecurityNotices notices,
            AccessChanges changes,
            Clock clock) {
        this.sql = sql;
        this.communities = communities;
        this.users = users;
        this.memberUsers = memberUsers;
        this.identities = identities;
        this.sessions = sessions;
        this.notices = notices;
        this.changes = changes;
        this.clock = clock;
    }

    /** Somebody who is logged in acts for one more member. */
    UUID asUser(ToMember offer, Caller caller) {
        join(offer, caller.id(), caller.name());
        return caller.id();
    }

    /** Sets the login's password, or makes a login with it. */
    UUID withPassword(Pending pending, String username, String hash) {
        UUID user = loginOf(pending, username, hash);
        if (pending instanceof ToLogin) {
            beginAnew(user, hash);
        }
        confirmAddress(pending, user);
        return user;
    }

    /** Links the identity to the login, which has no password then, or makes a login for it. */
    UUID asIdentity(Pending pending, String username, ExternalIdentity identity) {
        UUID user = loginOf(pending, username, null);
        if (pending instanceof ToLogin) {
            beginAnew(user, null);
        }
        identities.link(identity, new UserId(user));
        confirmAddress(pending, user);
        return user;
    }

    /**
     * Whoever invites vouches for the person, and the login begins anew: the password, the second factor, the codes, the address,
     * the identities of other issuers and all sessions are gone, so that nobody who had the login before has a way back into it.
     */
    private void beginAnew(UUID user, @Nullable String hash) {
        notices.send(user, SecurityEvent.LOGIN_TAKEN_UP);
        sql.update(
                "UPDATE app_user SET password_hash = ?, totp_secret = NULL, totp_confirmed_at = NULL, email = NULL,"
                        + " email_confirmed_at = NULL WHERE user_id = ?",
                hash,
                user);
        sql.update("DELETE FROM recovery_code WHERE user_id = ?", user);
        sql.update("DELETE FROM login_token WHERE user_id = ?", user);
        identities.unlinkAll(new UserId(user));
        sessions.endAllOf(new UserId(user));
    }

    /** @return the login's name */
    String finish(Pending pending, UUID user) {
        String username = sql.one("SELECT username FROM app_user WHERE user_id = ?", row -> row.getString(1), user)
                .orElseThrow();
        if (pending instanceof ToLogin) {
            for (UUID community : users.communities(user)) {
                changes.record(new CommunityId(community), Subject.USER, username, Actor.of(user), REASON, null, null);
            }
        }
        return username;
    }

    /**
     * Whoever holds an invitation that was sent by mail reads there. A login that somebody had already keeps its own address
     * all the same: whoever wrote the invitation chose this one, and a letter to it would let them set the password.
     */
    private void confirmAddress(Pending pending, UUID user) {
        pending.email()
                .ifPresent(email -> sql.update(
                        "UPDATE app_user SET email = ?, email_confirmed_at = ? WHERE user_id = ?",
                        email,
                        clock.instant(),
                        user));
    }

    private UUID loginOf(Pending pending, String username, @Nullable String hash) {
        if (pending instanceof ToLogin login) {
            return login.user();
        }
        if (!users.add(username, false, hash)) {
            throw Problem.ofField(
                            ProblemType.ALREADY_EXISTS,
                            "username",
                            "taken",
                            "is taken; if it is yours, log in and accept the invitation with that login")
                    .asException();
        }
        UUID user = users.find(username).orElseThrow().id();
        join((ToMember) pending, user, username);
        return user;
    }

    private void join(ToMember offer, UUID user, String username) {
        if (user.equals(offer.invitedBy())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Nobody takes up an invitation that they wrote themselves.");
        }
        changes.raise(offer.community());
        communities.byId(offer.community()).ifPresent(Community::requireOpen);
        if (memberUsers.all(offer.community(), offer.member()).size() >= MemberUsers.MOST) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "No more than " + MemberUsers.MOST + " users act for one member.");
        }
        if (!memberUsers.add(offer.community(), offer.member(), user, offer.role(), offer.limits())) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "You act for this member already; one of its owners can change your role.");
        }
        changes.record(
                offer.community(),
                Subject.MEMBERSHIP,
                offer.handle(),
                Actor.of(user),
                REASON,
                null,
                MemberUsers.values(username, offer.role(), offer.limits()));
    }
}
