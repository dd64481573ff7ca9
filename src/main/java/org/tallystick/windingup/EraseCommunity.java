package org.tallystick.windingup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
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

/** Has the members of a community erased that is wound up, once its own time for that is over. Two decide it; a job does it. */
@ApplicationScoped
class EraseCommunity implements Approvable {
    static final String KIND = "winding-up-erasure";

    private final AskApproval asking;
    private final WindingUps windingUps;
    private final EraseAllMembers erasing;
    private final RunJobs jobs;
    private final Clock clock;

    EraseCommunity(AskApproval asking, WindingUps windingUps, EraseAllMembers erasing, RunJobs jobs, Clock clock) {
        this.asking = asking;
        this.windingUps = windingUps;
        this.erasing = erasing;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @throws ProblemException {@code state-conflict} for a community that is not wound up, too soon after it, or erased */
    Approval ask(Access by, Reason reason) {
        requireDue(by);
        return asking.ask(
                by,
                Optional.empty(),
                KIND,
                "Erase every member, and all that is left of the community's name is "
                        + by.community().slug(),
                Map.of(),
                List.of(),
                reason);
    }

    private void requireDue(Access by) {
        CommunityId community = by.community().id();
        if (windingUps.phase(community) != Phase.WOUND_UP) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "The community is not wound up yet, or is erased already.");
        }
        LocalDate due = windingUps
                .find(community)
                .flatMap(one -> one.erasableOn(by.community().zone()))
                .orElseThrow();
        if (LocalDate.ofInstant(clock.instant(), by.community().zone()).isBefore(due)) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The members may look up what they have left until then: erase no sooner than " + due + ".");
        }
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
        requireDue(by);
        return "Job " + jobs.start(by, KIND, false, job -> erasing.run(job, by)).id() + " erases all members";
    }
}
