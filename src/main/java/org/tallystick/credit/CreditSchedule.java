package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.credit.PolicyApplications.Claimed;
import org.tallystick.credit.PolicyApplications.Due;

/**
 * All that comes with the days: policies come into force, limits are found anew, what was announced falls, individual limits end.
 * The database knows what is due and what is done, so any instance does it, and doing it again does nothing.
 */
@ApplicationScoped
public class CreditSchedule {
    private final PolicyApplications applications;
    private final ApplyPolicy applyPolicy;
    private final ApplyAnnounced applyAnnounced;
    private final EndIndividualLimits endIndividualLimits;

    CreditSchedule(
            PolicyApplications applications,
            ApplyPolicy applyPolicy,
            ApplyAnnounced applyAnnounced,
            EndIndividualLimits endIndividualLimits) {
        this.applications = applications;
        this.applyPolicy = applyPolicy;
        this.applyAnnounced = applyAnnounced;
        this.endIndividualLimits = endIndividualLimits;
    }

    /** Does what is due at this instant. */
    public void runDue(Instant now) {
        applyAnnounced.run(now);
        endIndividualLimits.run(now);
        for (Due due : applications.due(now)) {
            applications.queue(due);
        }
        Optional<Claimed> job = applications.claimNext();
        while (job.isPresent()) {
            applyPolicy.run(job.get(), now);
            job = applications.claimNext();
        }
    }
}
