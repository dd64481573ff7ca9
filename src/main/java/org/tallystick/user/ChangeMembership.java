package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.MemberRole;
import org.tallystick.security.Permission;
import org.tallystick.security.SpendingLimits;
import org.tallystick.user.MemberUsers.MemberUser;

/**
 * Changes how a user acts for a member, or ends it. Whoever acts for a member was invited and has accepted; nobody is made a
 * member's user by others alone. A member keeps an owner, but where those who run the community take the last one away.
 */
@ApplicationScoped
public class ChangeMembership {
    private final MemberUsers users;
    private final AccessChanges changes;

    ChangeMembership(MemberUsers users, AccessChanges changes) {
        this.users = users;
        this.changes = changes;
    }

    /**
     * @param limits of a spender; empty: none
     * @throws ProblemException {@code forbidden}; {@code not-found} for a user who does not act for the member; {@code
     *     state-conflict} where no owner would be left
     */
    @Transactional
    MemberUser change(
            Access by,
            MemberId member,
            String handle,
            String username,
            MemberRole role,
            Optional<SpendingLimits> limits,
            Reason reason) {
        by.require(Permission.MANAGE_MEMBERSHIPS, member);
        CommunityId community = by.community().id();
        changes.raise(community);
        MemberUser before = found(community, member, username);
        if (before.id().equals(by.caller().id()) && before.role() != MemberRole.OWNER) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Nobody widens their own role for a member; ask one of its owners.");
        }
        users.change(community, member, before.id(), role, limits);
        requireOwner(by, member, username);
        MemberUser after = new MemberUser(before.id(), username, role, limits);
        changes.record(
                community,
                Subject.MEMBERSHIP,
                handle,
                by.caller().actor(),
                reason,
                before.toValues(),
                after.toValues());
        return after;
    }

    /** Anybody may leave a member; the others are dismissed by whoever manages them. Throws as {@link #change} does. */
    @Transactional
    public void end(Access by, MemberId member, String handle, String username, Reason reason) {
        CommunityId community = by.community().id();
        changes.raise(community);
        boolean oneself = by.caller().isUser() && by.caller().name().equals(username) && by.actsFor(member);
        if (!oneself) {
            by.require(Permission.MANAGE_MEMBERSHIPS, member);
        }
        MemberUser before = found(community, member, username);
        users.remove(community, member, before.id());
        requireOwner(by, member, username);
        changes.record(community, Subject.MEMBERSHIP, handle, by.caller().actor(), reason, before.toValues(), null);
    }

    private MemberUser found(CommunityId community, MemberId member, String username) {
        return users.find(community, member, username)
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.NOT_FOUND, username + " does not act for this member."));
    }

    private void requireOwner(Access by, MemberId member, String username) {
        if (!by.mayByOffice(Permission.MANAGE_MEMBERSHIPS, member)
                && !users.hasOwner(by.community().id(), member)) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    username + " is the last owner of this member; invite another one first.");
        }
    }
}
