package org.tallystick.security;

import java.util.Optional;

/**
 * How a user acts for one member.
 *
 * @param limits of a spender; empty: none
 * @param acceptedTerms the latest version of the community's terms that the member has accepted; 0 for none, and above any
 *     where the member is leaving, whom no terms keep from settling up
 */
public record Membership(MemberRole role, Optional<SpendingLimits> limits, int acceptedTerms) {
    Role asRole() {
        return switch (role) {
            case OWNER -> Role.OWNER;
            case SPENDER -> Role.SPENDER;
            case VIEWER -> Role.VIEWER;
        };
    }

    boolean maySpend() {
        return role != MemberRole.VIEWER;
    }
}
