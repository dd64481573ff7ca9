package org.tallystick.security;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The terms that a member must have accepted to record trades.
 *
 * @param versions in the order of their numbers, and so of the days on which they come into force; none where the community
 *     asks for no acceptance
 */
public record BindingTerms(List<Version> versions) {
    static final BindingTerms NONE = new BindingTerms(List.of());

    public BindingTerms {
        versions = List.copyOf(versions);
    }

    /**
     * One version.
     *
     * @param effectiveOn the day in the community's time zone on which it comes into force
     * @param graceDays so many days later it binds those who have not accepted it
     */
    public record Version(int number, LocalDate effectiveOn, int graceDays) {
        boolean isInForce(LocalDate today) {
            return !today.isBefore(effectiveOn);
        }

        boolean binds(LocalDate today) {
            return !today.isBefore(effectiveOn.plusDays(graceDays));
        }
    }

    /**
     * The version in force, for somebody who must accept it to go on: whoever has accepted a version needs no earlier one, and
     * a new version gives nobody more time who let the time of an older one pass.
     *
     * @param accepted the latest version that the member has accepted; 0 for none
     */
    Optional<Integer> missing(int accepted, LocalDate today) {
        boolean bound = versions.stream().anyMatch(version -> version.number() > accepted && version.binds(today));
        return bound
                ? versions.stream()
                        .filter(version -> version.isInForce(today))
                        .map(Version::number)
                        .reduce((earlier, later) -> later)
                : Optional.empty();
    }
}
