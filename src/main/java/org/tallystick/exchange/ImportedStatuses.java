package org.tallystick.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.community.Community;
import org.tallystick.csv.RowErrors;
import org.tallystick.member.ChangeMember;
import org.tallystick.member.MemberChange;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.Members;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;

/**
 * Gives members who are not active the status that they have in the file, once their trades are booked. Whoever was given
 * another status since, by an earlier import of the file or by an administrator, keeps it.
 */
@ApplicationScoped
class ImportedStatuses {
    private final ChangeMember changeMember;
    private final Members members;
    private final AccessControl accessControl;

    ImportedStatuses(ChangeMember changeMember, Members members, AccessControl accessControl) {
        this.changeMember = changeMember;
        this.members = members;
        this.accessControl = accessControl;
    }

    void apply(ImportJob job, ImportPlan plan, Community community, RowErrors errors) {
        Set<String> decided = members.withChangedStatus(community.id());
        for (ImportedMember imported : plan.members()) {
            if (imported.status() != MemberStatus.ACTIVE && !decided.contains(imported.handle())) {
                apply(job, plan, imported, errors);
            }
        }
    }

    private void apply(ImportJob job, ImportPlan plan, ImportedMember imported, RowErrors errors) {
        Access access = OperatorAccess.of(accessControl, plan.community().slug(), job.operator());
        MemberChange.Body change =
                new MemberChange.Body(null, null, null, imported.status().text(), "imported");
        try {
            changeMember.change(access, imported.handle(), change, OptionalLong.empty());
        } catch (ProblemException e) {
            errors.add(
                    MembersFile.NAME,
                    imported.line(),
                    "status",
                    e.problem().type().code(),
                    imported.handle() + ": " + e.problem().detail());
        }
    }
}
