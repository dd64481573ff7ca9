package org.tallystick.member;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tallystick.group.Groups;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * Who may do what a row of a file asks for: the same as may do it for a single member. What is refused is an error of the
 * row.
 *
 * @param groups the ids of the community's groups by their codes
 * @param administered the groups that the caller looks after
 * @param belongings who of those that are there belongs to what
 * @param alone which first limits need no second administrator
 */
record EnrolmentRights(
        Access access,
        Map<String, UUID> groups,
        Set<UUID> administered,
        Set<Groups.Belongs> belongings,
        FirstLimitsAlone alone) {
    private static final String FORBIDDEN = "forbidden";

    /** The groups of somebody who is new. */
    Map<String, UUID> groupsOfNew(ListedEnrolment row) {
        Map<String, UUID> named = named(row);
        boolean everywhere = access.everywhere(Permission.ENROL_MEMBERS);
        if (!everywhere && (named.isEmpty() || !administered.containsAll(named.values()))) {
            row.row().add("groups", FORBIDDEN, "You enrol members of the groups that you look after, and of no other.");
        }
        NewMember member = row.member();
        boolean limits = member.creditLimit().isPresent() || member.balanceCap().isPresent();
        // Whoever enrols members of their own groups alone sets the limits of those too.
        if (limits && everywhere && !access.everywhere(Permission.SET_LIMITS)) {
            row.row()
                    .add(
                            member.creditLimit().isPresent() ? "credit_limit" : "balance_cap",
                            FORBIDDEN,
                            "You may enrol members, but not set limits; leave them out for the currency's own.");
        }
        if (alone.creditLimitTakesTwo(member)) {
            row.row().add("credit_limit", "takes-two", FirstLimitsAlone.TAKES_TWO);
        }
        if (alone.balanceCapTakesTwo(member)) {
            row.row().add("balance_cap", "takes-two", FirstLimitsAlone.TAKES_TWO);
        }
        return named;
    }

    /** The groups to which somebody who is there does not belong yet. */
    Map<String, UUID> groupsOf(ListedEnrolment row, Member member) {
        Map<String, UUID> named = named(row);
        named.values().removeIf(group -> belongings.contains(new Groups.Belongs(group, member.id())));
        return named;
    }

    void checkChange(ListedEnrolment row, Member member, boolean profile, Map<String, UUID> joins) {
        if (profile && !access.may(Permission.CHANGE_MEMBERS, member.id())) {
            row.row().add("handle", FORBIDDEN, "names a member whose profile you may not change");
        }
        if (!joins.isEmpty() && !access.everywhere(Permission.MANAGE_GROUPS)) {
            row.row().add("groups", FORBIDDEN, "You may not say to which groups those belong who are members already.");
        }
    }

    private Map<String, UUID> named(ListedEnrolment row) {
        Map<String, UUID> named = new LinkedHashMap<>();
        for (String code : row.groups()) {
            UUID group = groups.get(code);
            if (group == null) {
                row.row().add("groups", "unknown-group", "names " + code + ", which is no group of this community");
            } else {
                named.put(code, group);
            }
        }
        return named;
    }
}
