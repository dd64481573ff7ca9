package org.tallystick.levy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Party;

/**
 * What a community takes, all versions of it.
 *
 * @param version the access version that it was read under
 * @param policies of each currency that has any
 * @param funds of those currencies
 */
record KnownLevies(long version, Map<CurrencyCode, List<LevyPolicy>> policies, Map<CurrencyCode, Party> funds) {

    /** The one that is in force on a day, of the versions of one currency. */
    static Optional<LevyPolicy> inForce(List<LevyPolicy> versions, LocalDate day) {
        return versions.stream()
                .filter(policy -> policy.isInForce(day))
                .max(Comparator.comparing(LevyPolicy::from).thenComparing(LevyPolicy::version));
    }

    /**
     * Whether it must be known who the parties are, for what is booked on this day or a later one: what was in force before has no say in
     * it.
     */
    boolean exemptMembersFrom(LocalDate day) {
        return policies.values().stream().anyMatch(versions -> {
            Optional<LevyPolicy> now = inForce(versions, day);
            return versions.stream()
                    .filter(policy -> policy.from().isAfter(day) || now.equals(Optional.of(policy)))
                    .anyMatch(KnownLevies::exemptsMembers);
        });
    }

    /** The same for what is booked by any of the versions. */
    boolean everExemptMembers() {
        return policies.values().stream().flatMap(List::stream).anyMatch(KnownLevies::exemptsMembers);
    }

    private static boolean exemptsMembers(LevyPolicy policy) {
        return policy.terms().exempt().areOfMembers();
    }
}
