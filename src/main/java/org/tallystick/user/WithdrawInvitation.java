package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
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
import org.tallystick.user.Invitations.Waiting;

/**
 * Takes back an invitation that nobody has accepted: whoever holds it can do nothing with it any more. What anybody may do now
 * stays as it is, so the access version is not raised.
 */
@ApplicationScoped
class WithdrawInvitation {
    private final Invitations invitations;
    private final InvitableLogins invitable;
    private final Users users;
    private final AccessChanges changes;

    WithdrawInvitation(Invitations invitations, InvitableLogins invitable, Users users, AccessChanges changes) {
        this.invitations = invitations;
        this.invitable = invitable;
        this.users = users;
        this.changes = changes;
    }

    /**
     * @throws ProblemException {@code forbidden}, which one to a login is for whoever may not invite it; {@code
     *     not-found} where it is not the member's, or was accepted, or waits no longer
     */
    @Transactional
    void withdraw(Access by, MemberId member, String handle, Optional<UUID> id, Reason reason) {
        by.require(Permission.MANAGE_MEMBERSHIPS, member);
        CommunityId community = by.community().id();
        String login = Usernames.ofMember(handle, by.community());
        Waiting found = invitations.waiting(community, member, login).stream()
                .filter(one -> id.filter(one.id()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> gone(handle));
        if (found.role().isEmpty()) {
            requireMayInviteLogin(by, member, login);
        }
        if (!invitations.withdraw(found.id())) {
            throw gone(handle);
        }
        Actor caller = by.caller().actor();
        Optional<MemberRole> role = found.role();
        if (role.isPresent()) {
            Map<String, @Nullable Object> before = MemberUsers.values("invited", role.get(), found.limits());
            changes.record(community, Subject.MEMBERSHIP, handle, caller, reason, before, null);
        } else {
            changes.record(community, Subject.USER, login, caller, reason, Map.of("invited", login), null);
        }
    }

    private void requireMayInviteLogin(Access by, MemberId member, String login) {
        if (!by.mayByOffice(Permission.MANAGE_MEMBERSHIPS, member)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Only those who run the community invite a member's own login, and take such an invitation back.");
        }
        invitable.require(by, users.find(login).orElseThrow());
    }

    private static ProblemException gone(String handle) {
        return ProblemException.of(
                ProblemType.NOT_FOUND,
                "No such invitation of " + handle + " waits to be accepted; list those that do.");
    }
}
