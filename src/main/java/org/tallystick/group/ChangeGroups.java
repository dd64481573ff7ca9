package org.tallystick.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.group.Groups.Group;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;

/** Makes, renames and dissolves groups. Who belongs to one, and who administers it, goes with it. */
@ApplicationScoped
public class ChangeGroups {
    private final Groups groups;
    private final AccessChanges changes;

    ChangeGroups(Groups groups, AccessChanges changes) {
        this.groups = groups;
        this.changes = changes;
    }

    /** @throws ProblemException {@code already-exists}; {@code state-conflict} where there are too many */
    @Transactional
    public Group make(Access by, String code, String name, Reason reason) {
        by.require(Permission.MANAGE_GROUPS);
        CommunityId community = by.community().id();
        changes.raise(community);
        if (groups.all(community).size() >= Groups.MOST) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "A community has at most " + Groups.MOST + " groups.");
        }
        if (!groups.add(community, code, name)) {
            throw ProblemException.of(ProblemType.ALREADY_EXISTS, "There is a group " + code + " already.");
        }
        record(by, code, reason, null, name);
        return groups.required(community, code);
    }

    /** @throws ProblemException {@code not-found} */
    @Transactional
    public Group rename(Access by, String code, String name, Reason reason) {
        by.require(Permission.MANAGE_GROUPS);
        CommunityId community = by.community().id();
        Group before = groups.required(community, code);
        groups.rename(community, before.id(), name);
        record(by, code, reason, before.name(), name);
        return groups.required(community, code);
    }

    /** @throws ProblemException {@code not-found} */
    @Transactional
    public void dissolve(Access by, String code, Reason reason) {
        by.require(Permission.MANAGE_GROUPS);
        CommunityId community = by.community().id();
        changes.raise(community);
        Group group = groups.required(community, code);
        groups.remove(community, group.id());
        record(by, code, reason, group.name(), null);
    }

    private void record(Access by, String code, Reason reason, @Nullable String before, @Nullable String after) {
        changes.record(
                by.community().id(), Subject.GROUP, code, by.caller().actor(), reason, values(before), values(after));
    }

    private static @Nullable Map<String, ?> values(@Nullable String name) {
        return name == null ? null : Map.of("name", name);
    }
}
