package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.credit.PolicyApplications.Claimed;
import org.tallystick.credit.PolicyApplications.Due;
import org.tallystick.credit.WatchSoftLimits.Watched;

/**
 * All that comes with the days: policies come into force, limits are found anew, what was announced falls, individual limits end.
 * The database knows what is due and what is done, so any instance does it, and doing it again does nothing.
 */
@ApplicationScoped
public class CreditSchedule {
    private final PolicyApplications applications;
    private final ApplyPolicy applyPolicy;
    private final ApplyAnnounced applyAnnounced;
    private final EndOverdueLimits endOverdueLimits;
    private final WatchSoftLimits watchSoftLimits;
    private final SendNotices sendNotices;
    private final SoftLimits softLimits;

    CreditSchedule(
            PolicyApplications applications,
            ApplyPolicy applyPolicy,
            ApplyAnnounced applyAnnounced,
            EndOverdueLimits endOverdueLimits,
            WatchSoftLimits watchSoftLimits,
            SendNotices sendNotices,
            SoftLimits softLimits) {
        this.applications = applications;
        this.applyPolicy = applyPolicy;
        this.applyAnnounced = applyAnnounced;
        this.endOverdueLimits = endOverdueLimits;
        this.watchSoftLimits = watchSoftLimits;
        this.sendNotices = sendNotices;
        this.softLimits = softLimits;
    }

    /** Does what is due at this instant. */
    public void runDue(Instant now) {
        applyAnnounced.run(now);
        endOverdueLimits.run(now);
        for (Due due : applications.due(now)) {
            applications.queue(due);
        }
        Optional<Claimed> job = applications.claimNext();
        while (job.isPresent()) {
            applyPolicy.run(job.get(), now);
            softLimits.forget(job.get().community());
            job = applications.claimNext();
        }
        for (Watched watched : watchSoftLimits.watched()) {
            watchSoftLimits.watch(watched, now);
        }
        boolean more = true;
        while (more) {
            more = sendNotices.sendSome();
        }
    }
}
