package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.job.JobView;
import org.tallystick.job.NewJob;
import org.tallystick.job.StartResumable;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;

/** Takes an export in: reads what is asked for, and whether the caller may have it, and queues the job. */
@ApplicationScoped
class StartExport {
    private final ExportKinds kinds;
    private final StartResumable jobs;

    StartExport(ExportKinds kinds, StartResumable jobs) {
        this.kinds = kinds;
        this.jobs = jobs;
    }

    /** @throws ProblemException as of {@link ExportKind#read}, and if too many are not done yet */
    JobView start(Access access, NewExport request) {
        ExportKind kind = kinds.of(request);
        ExportKind.Export export = kind.read(access, request);
        kind.requireBounded(access, request);
        Map<String, String> told = new LinkedHashMap<>();
        if (request.format() != null) {
            told.put("format", request.format());
        }
        if (request.report() != null) {
            told.put("report", request.report());
        }
        return jobs.start(
                access,
                new NewJob(ExportKinds.jobKind(kind), ExportKinds.toJson(export.request()), told, export.member()));
    }
}
