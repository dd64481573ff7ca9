package org.tallystick.levy;

import java.util.Set;

/**
 * What exempts a member.
 *
 * @param kind as the API writes it
 * @param groups the codes of those that it belongs to
 */
record MemberTraits(String kind, Set<String> groups) {
    MemberTraits {
        groups = Set.copyOf(groups);
    }
}
