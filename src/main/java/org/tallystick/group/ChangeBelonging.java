package org.tallystick.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.group.Groups.Group;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Says who belongs to a group, and so whom its local administrators look after. */
@ApplicationScoped
public class ChangeBelonging {
    private final Groups groups;
    private final AccessChanges changes;

    ChangeBelonging(Groups groups, AccessChanges changes) {
        this.groups = groups;
        this.changes = changes;
    }

    /**
     * Changes nothing where it is so already.
     *
     * @throws ProblemException {@code not-found} for the group or the member
     */
    @Transactional
    public void change(Access by, String code, String handle, boolean belongs, Reason reason) {
        by.require(Permission.MANAGE_GROUPS);
        CommunityId community = by.community().id();
        Group group = groups.required(community, code);
        MemberId member = groups.member(community, handle)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such member here."));
        boolean changed =
                belongs ? groups.join(community, group.id(), member) : groups.leave(community, group.id(), member);
        if (changed) {
            changes.raise(community);
            Map<String, String> values = Map.of("member", handle);
            changes.record(
                    community,
                    Subject.GROUP,
                    code,
                    by.caller().actor(),
                    reason,
                    belongs ? null : values,
                    belongs ? values : null);
        }
    }
}
