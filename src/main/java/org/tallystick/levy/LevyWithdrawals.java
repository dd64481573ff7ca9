package org.tallystick.levy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.Approvals;
import org.tallystick.approval.AskApproval;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.credit.PolicyPlace;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Withdrawals of levies, on which two agree where two agreed on the levy. */
@ApplicationScoped
class LevyWithdrawals implements Approvable {
    private static final String KIND = "levy-withdrawal";
    private static final String CURRENCY = "currency";
    private static final String VERSION = "version";

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final Approvals approvals;
    private final PolicyPlace.Finder places;
    private final LevyPolicies policies;
    private final WithdrawLevy withdrawLevy;

    LevyWithdrawals(
            FourEyesRules rules,
            AskApproval asking,
            Approvals approvals,
            PolicyPlace.Finder places,
            LevyPolicies policies,
            WithdrawLevy withdrawLevy) {
        this.rules = rules;
        this.asking = asking;
        this.approvals = approvals;
        this.places = places;
        this.policies = policies;
        this.withdrawLevy = withdrawLevy;
    }

    /**
     * @return empty where one decides alone
     * @throws org.tallystick.problem.ProblemException as {@link WithdrawLevy#withdraw}, for what could not be withdrawn now
     */
    Optional<Approval> ask(Access access, PolicyPlace place, String version, Reason reason) {
        if (!rules.of(place.community()).policies()) {
            return Optional.empty();
        }
        LevyPolicy policy = policies.required(place.community(), place.currency(), version);
        WithdrawLevy.requireAhead(policy, place);
        return Optional.of(asking.ask(
                access,
                Optional.empty(),
                KIND,
                "Withdraw the " + policy.name() + ", which would hold from " + policy.from(),
                Map.of(CURRENCY, place.currency().code().value(), VERSION, Integer.toString(policy.version())),
                List.of(),
                reason));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.MANAGE_POLICIES;
    }

    @Override
    @Transactional
    public String perform(Access by, Approved approved) {
        by.require(Permission.MANAGE_POLICIES);
        PolicyPlace place = places.of(by, approved.text(CURRENCY));
        String outcome = "Version " + approved.text(VERSION) + " is withdrawn";
        if (!approvals.isDone(place.community(), approved.id())) {
            withdrawLevy.withdraw(by, place, approved.text(VERSION), approved.reason());
            approvals.done(place.community(), approved.id(), outcome);
        }
        return outcome;
    }
}
