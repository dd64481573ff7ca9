package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.ledger.CommunityId;
import org.tallystick.mail.Letter;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.MemberRole;
import org.tallystick.security.Permission;
import org.tallystick.security.SpendingLimits;
import org.tallystick.user.Users.User;

/**
 * Invites people to a member: its own login {@code handle@slug} to set a password, for the first time or after it was lost;
 * or anybody to be one of its users in a role.
 */
@ApplicationScoped
public class InviteMember {
    static final Reason TO_LOGIN = new Reason("Invited to set a password");
    private static final Reason TO_MEMBER = new Reason("Invited to act for the member");
    /** Of one member, that nobody has accepted yet. */
    private static final int MOST_PENDING = 50;

    private final Sql sql;
    private final Users users;
    private final Invitations invitations;
    private final InvitableLogins invitable;
    private final Communities communities;
    private final InvitationLetters letters;
    private final AccessChanges changes;

    InviteMember(
            Sql sql,
            Users users,
            Invitations invitations,
            InvitableLogins invitable,
            Communities communities,
            InvitationLetters letters,
            AccessChanges changes) {
        this.sql = sql;
        this.users = users;
        this.invitations = invitations;
        this.invitable = invitable;
        this.communities = communities;
        this.letters = letters;
        this.changes = changes;
    }

    /**
     * To the member's own login. A login that has a say elsewhere, or an office, is an operator's to invite: an invitation is
     * a way into everything it may do. By office alone, for it is also a way into what another owner has.
     *
     * @param email where it is sent; empty: whoever invites hands the token over
     * @throws ProblemException 403 for a login that is not the inviter's to invite; 409 for one that was dismissed; 400 where
     *     no mail can be sent
     */
    @Transactional
    public Invitation toLogin(Access by, MemberId member, String handle, Optional<String> email) {
        if (!by.mayByOffice(Permission.MANAGE_MEMBERSHIPS, member)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Only those who run the community invite a member's own login; name a role to invite somebody.");
        }
        letters.requireMail(email);
        User user = users.ofMember(by.community(), handle).orElseThrow(() -> unknown(handle));
        invitable.require(by, user);
        requireActsFor(by, member, user);
        Invitation invitation = invitations.toLogin(user.id(), by.caller().id(), email);
        changes.raise(by.community().id());
        changes.record(
                by.community().id(), Subject.USER, user.username(), by.caller().actor(), TO_LOGIN, null, null);
        return sent(by, handle, invitation, email);
    }

    /**
     * To act for the member, whoever takes it up.
     *
     * @param limits of a spender; empty: none
     * @param email as in {@link #toLogin}
     */
    @Transactional
    public Invitation toMember(
            Access by,
            MemberId member,
            String handle,
            MemberRole role,
            Optional<SpendingLimits> limits,
            Optional<String> email) {
        by.require(Permission.MANAGE_MEMBERSHIPS, member);
        letters.requireMail(email);
        CommunityId community = by.community().id();
        changes.raise(community);
        String login = Usernames.ofMember(handle, by.community());
        if (invitations.waiting(community, member, login).size() >= MOST_PENDING) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "This member has " + MOST_PENDING
                            + " invitations that nobody has accepted; withdraw some, or wait until they expire.");
        }
        Invitation invitation = invitations.toMember(new Invitations.ToMember(
                community, member, handle, role, limits, by.caller().id(), email));
        changes.record(
                community,
                Subject.MEMBERSHIP,
                handle,
                by.caller().actor(),
                TO_MEMBER,
                null,
                MemberUsers.values("invited", role, limits));
        return sent(by, handle, invitation, email);
    }

    private Invitation sent(Access by, String handle, Invitation invitation, Optional<String> email) {
        return letters.send(invitation, email, token -> {
            String community =
                    communities.byId(by.community().id()).orElseThrow().name();
            return new Letter.Invitation(
                    community, handle, by.caller().name() + " of " + community, token, invitation.expiresAt());
        });
    }

    private void requireActsFor(Access by, MemberId member, User user) {
        boolean actsFor = sql.exists(
                "SELECT FROM membership WHERE community_id = ? AND member_id = ? AND user_id = ?",
                by.community().id().value(),
                member.value(),
                user.id());
        if (!actsFor) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    user.username() + " does not act for this member any more; name a role to invite somebody.");
        }
    }

    private static ProblemException unknown(String handle) {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no member " + handle + ".");
    }
}
