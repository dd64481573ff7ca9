package org.tallystick.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the rows of a file come to, seen against the members that there are.
 *
 * @param same how many rows say what is so already
 */
record EnrolmentPlan(List<Joining> added, List<Changed> changed, long same) {

    /** A row, and the groups to which its member does not belong yet, by their codes. */
    record Joining(ListedEnrolment row, Map<String, UUID> groups) {}

    /**
     * A row of somebody who is a member already.
     *
     * @param profile whether name, kind or e-mail address become others
     */
    record Changed(Member member, Joining joining, boolean profile) {}

    /** Every row that cannot be done is noted as an error. */
    static EnrolmentPlan of(List<ListedEnrolment> rows, Map<String, Member> present, EnrolmentRights rights) {
        List<Joining> added = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        long same = 0;
        for (ListedEnrolment row : rows) {
            Member member = present.get(row.handle());
            if (member == null) {
                added.add(new Joining(row, rights.groupsOfNew(row)));
                continue;
            }
            boolean profile = differs(row.member(), member);
            Map<String, UUID> groups = rights.groupsOf(row, member);
            if (member.status() == MemberStatus.LEFT) {
                row.row().add("handle", "taken", "was the handle of somebody who has left; it is never used again");
            } else if (profile || !groups.isEmpty()) {
                rights.checkChange(row, member, profile, groups);
                changed.add(new Changed(member, new Joining(row, groups), profile));
            } else {
                same++;
            }
        }
        return new EnrolmentPlan(added, changed, same);
    }

    /** An empty e-mail address of a row leaves that of the member as it is. */
    private static boolean differs(NewMember wanted, Member member) {
        return !wanted.name().equals(member.name())
                || wanted.kind() != member.kind()
                || (wanted.email().isPresent() && !wanted.email().equals(member.email()));
    }
}
