package org.tallystick.windingup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.AskApproval;
import org.tallystick.change.Reason;
import org.tallystick.community.Phase;
import org.tallystick.job.RunJobs;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Has a community settled that is being wound up. Two decide it; a job does it, and another one what that left undone. */
@ApplicationScoped
class CompleteWindingUp implements Approvable {
    static final String KIND = "winding-up-completion";

    private final AskApproval asking;
    private final WindingUps windingUps;
    private final SettleCommunity settling;
    private final RunJobs jobs;

    CompleteWindingUp(AskApproval asking, WindingUps windingUps, SettleCommunity settling, RunJobs jobs) {
        this.asking = asking;
        this.windingUps = windingUps;
        this.settling = settling;
        this.jobs = jobs;
    }

    /** @throws ProblemException {@code state-conflict} for a community that is not being wound up, or is settled */
    Approval ask(Access by, Reason reason) {
        WindingUp begun = required(by.community().id());
        return asking.ask(
                by,
                Optional.empty(),
                KIND,
                "Settle all accounts against " + begun.rule().text() + ", and close them for ever",
                Map.of(),
                List.of(),
                reason);
    }

    private WindingUp required(CommunityId community) {
        if (windingUps.phase(community) != Phase.WINDING_UP) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "The community is not being wound up, or is settled already.");
        }
        return windingUps.find(community).orElseThrow();
    }

    @Override
    public Permission permission() {
        return Permission.WIND_UP;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean whenClosed() {
        return true;
    }

    @Override
    public String perform(Access by, Approved approved) {
        by.require(Permission.WIND_UP);
        WindingUp begun = required(by.community().id());
        Reason reason = approved.reason();
        return "Job "
                + jobs.start(by, KIND, false, job -> settling.run(job, by, begun.rule(), reason))
                        .id()
                + " settles all accounts";
    }
}
