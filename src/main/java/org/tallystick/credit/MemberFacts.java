package org.tallystick.credit;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;

/**
 * All of a member that a rule reads.
 *
 * @param kind {@code person}, {@code household} or {@code organisation}
 * @param groups the codes of those to which it belongs
 * @param joined a local date of the community
 * @param asOf the local date for which a limit is found; a period is the days before it, so that a day is whole or not in it
 * @param partners with whom it traded in the rule's period
 */
record MemberFacts(String kind, Set<String> groups, LocalDate joined, LocalDate asOf, List<Partner> partners) {
    MemberFacts {
        groups = Set.copyOf(groups);
        partners = List.copyOf(partners);
    }

    /** How many whole months it has been a member. */
    long months() {
        return Math.max(0, Period.between(joined, asOf).toTotalMonths());
    }
}
