package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.member.FirstLimits;

/** Gives new members the limits of the policy in force. */
@ApplicationScoped
class PolicyFirstLimits implements FirstLimits {
    private final CreditPolicies policies;

    PolicyFirstLimits(CreditPolicies policies) {
        this.policies = policies;
    }

    @Override
    public Optional<Rule> inForce(CommunityId community, Currency currency, LocalDate today) {
        return policies.inForce(community, currency, today).map(policy -> (kind, groups, joined) -> {
            Verdict.Found found = EvaluatePolicy.ofNewcomer(policy.terms().rules(), kind.text(), groups, joined, today);
            String why = Explanations.of(found, currency.scale(), today).toJson();
            return new Beginning(found.band().creditLimit(), found.band().balanceCap(), policy.version(), why);
        });
    }
}
