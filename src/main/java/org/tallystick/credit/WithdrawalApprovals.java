package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.change.Reason;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Withdrawals of credit policies. */
@ApplicationScoped
class WithdrawalApprovals implements Approvable {
    private static final String KIND = "policy-withdrawal";

    private final AskWithdrawal asking;
    private final CreditPolicies policies;
    private final WithdrawPolicy withdrawPolicy;

    WithdrawalApprovals(AskWithdrawal asking, CreditPolicies policies, WithdrawPolicy withdrawPolicy) {
        this.asking = asking;
        this.policies = policies;
        this.withdrawPolicy = withdrawPolicy;
    }

    /**
     * @return empty where one decides alone
     * @throws org.tallystick.problem.ProblemException as {@link WithdrawPolicy#withdraw}, for what could not be withdrawn now
     */
    Optional<Approval> ask(Access access, PolicyPlace place, String version, Reason reason) {
        return asking.ask(access, KIND, place, reason, () -> {
            CreditPolicy policy = policies.required(place.community(), place.currency(), version);
            WithdrawPolicy.requireAhead(policy, place);
            return new AskWithdrawal.Version(policy.name(), policy.version(), policy.from());
        });
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
        return asking.perform(
                by, approved, (place, version) -> withdrawPolicy.withdraw(by, place, version, approved.reason()));
    }
}
