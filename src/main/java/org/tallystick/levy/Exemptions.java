package org.tallystick.levy;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Who owes nothing, and for what nothing is owed.
 *
 * @param kinds of members
 * @param groups their codes: whoever belongs to one of them
 * @param categories of trades
 */
record Exemptions(Set<String> kinds, Set<String> groups, Set<String> categories) {
    static final Exemptions NONE = new Exemptions(Set.of(), Set.of(), Set.of());

    Exemptions {
        kinds = Set.copyOf(kinds);
        groups = Set.copyOf(groups);
        categories = Set.copyOf(categories);
    }

    /** Whether it must be known who the parties are. */
    boolean areOfMembers() {
        return !kinds.isEmpty() || !groups.isEmpty();
    }

    boolean covers(Optional<String> category) {
        return category.filter(categories::contains).isPresent();
    }

    boolean covers(MemberTraits member) {
        return kinds.contains(member.kind()) || !Collections.disjoint(groups, member.groups());
    }
}
