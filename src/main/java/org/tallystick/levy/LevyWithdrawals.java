package org.tallystick.levy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.change.Reason;
import org.tallystick.credit.AskWithdrawal;
import org.tallystick.credit.PolicyPlace;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Withdrawals of levies. */
@ApplicationScoped
class LevyWithdrawals implements Approvable {
    private static final String KIND = "levy-withdrawal";

    private final AskWithdrawal asking;
    private final LevyPolicies policies;
    private final WithdrawLevy withdrawLevy;

    LevyWithdrawals(AskWithdrawal asking, LevyPolicies policies, WithdrawLevy withdrawLevy) {
        this.asking = asking;
        this.policies = policies;
        this.withdrawLevy = withdrawLevy;
    }

    /**
     * @return empty where one decides alone
     * @throws org.tallystick.problem.ProblemException as {@link WithdrawLevy#withdraw}, for what could not be withdrawn now
     */
    Optional<Approval> ask(Access access, PolicyPlace place, String version, Reason reason) {
        return asking.ask(access, KIND, place, reason, () -> {
            LevyPolicy policy = policies.required(place.community(), place.currency(), version);
            WithdrawLevy.requireAhead(policy, place);
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
                by, approved, (place, version) -> withdrawLevy.withdraw(by, place, version, approved.reason()));
    }
}
