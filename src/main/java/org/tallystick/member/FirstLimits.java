package org.tallystick.member;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;

/**
 * The limits that the accounts of new members begin with where a policy of the community says so. Credit policies fulfil it, which
 * know members, and of which members know nothing.
 */
public interface FirstLimits {

    /** What holds for whoever is enrolled on this day; empty: the currency's defaults. */
    Optional<Rule> inForce(CommunityId community, Currency currency, LocalDate today);

    /** The rule of one currency. */
    @FunctionalInterface
    interface Rule {
        Beginning of(MemberKind kind, Set<String> groups, LocalDate joined);
    }

    /**
     * What one account begins with.
     *
     * @param policyVersion that gave it
     * @param explanation as JSON
     */
    record Beginning(CreditLimit creditLimit, BalanceCap balanceCap, int policyVersion, String explanation) {}
}
