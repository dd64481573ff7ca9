package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.tallystick.account.ChangeAccounts;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * Changes the profile and the status of a member. A new status goes through the posting, so that the member and all of its
 * accounts change in one transaction, under the same locks as trades.
 */
@ApplicationScoped
public class ChangeMember {
    private final Members members;
    private final ChangeAccounts changeAccounts;
    private final ChangeStatus changeStatus;
    private final ProfileTransaction profileTransaction;
    private final ProfileFields fields;
    private final Clock clock;

    ChangeMember(
            Members members,
            ChangeAccounts changeAccounts,
            ChangeStatus changeStatus,
            ProfileTransaction profileTransaction,
            ProfileFields fields,
            Clock clock) {
        this.members = members;
        this.changeAccounts = changeAccounts;
        this.changeStatus = changeStatus;
        this.profileTransaction = profileTransaction;
        this.fields = fields;
        this.clock = clock;
    }

    /**
     * @param expectedVersion the version that the administrator has seen; empty: any
     * @return the member after the change
     * @throws ProblemException {@code not-found}; {@code malformed}; {@code version-stale}; {@code state-conflict} for one who
     *     would leave with accounts that are not at zero, or has left
     */
    public MemberView change(Access access, String handle, MemberChange.Body body, OptionalLong expectedVersion) {
        CommunityId community = access.community().id();
        Member member = members.find(community, handle).orElseThrow(Members::notFound);
        access.require(Permission.CHANGE_MEMBERS, member.id());
        List<ProfileField> known = fields.all(community);
        MemberChange change = MemberChange.read(body, known, expectedVersion);
        change.check(member);
        if (change.changesStatus(member)) {
            requireMaySetStatus(access, member);
            changeAccounts.change(access, Permission.CHANGE_MEMBERS, present -> {
                present.require(Permission.CHANGE_MEMBERS, member.id());
                requireMaySetStatus(present, member);
                return changeStatus.unit(
                        community, present.version(), access.caller().actor(), member, change, ChangeStatus.ALONE);
            });
        } else {
            profileTransaction.write(connection -> change.write(
                    connection,
                    community,
                    member.id(),
                    Ids.next(),
                    access.caller().actor(),
                    clock.instant()));
        }
        return MemberView.of(access, members.find(community, handle).orElseThrow(Members::notFound), known);
    }

    /** A local administrator whose own member was frozen does not set it free again. */
    private static void requireMaySetStatus(Access access, Member member) {
        if (access.actsFor(member.id()) && !access.everywhere(Permission.CHANGE_MEMBERS)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "You act for this member; another administrator changes its status.");
        }
    }
}
