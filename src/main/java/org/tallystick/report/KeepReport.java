package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tallystick.csv.CsvDialect;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Makes a report while somebody waits for it: few at once, so that they leave room for those who trade. */
@ApplicationScoped
class KeepReport {
    private static final int MOST_AT_ONCE = 2;
    private static final int MOST_SECONDS_WAITING = 20;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
    private final Reports reports;

    KeepReport(Reports reports) {
        this.reports = reports;
    }

    /**
     * Waits for its turn, and for the database.
     *
     * @throws ProblemException {@code unavailable} if its turn does not come soon; 400 for one that is too long for the format
     */
    KeptReport keep(ReportRequest request, TableFormat format, CsvDialect dialect) throws IOException {
        if (!turnComes()) {
            throw ProblemException.of(
                    ProblemType.UNAVAILABLE, "Others are having reports made right now; ask for it again.");
        }
        try {
            return KeptReport.of(out -> reports.write(request, new BoundedTable(format, format.writer(dialect, out))));
        } finally {
            places.release();
        }
    }

    private boolean turnComes() {
        try {
            return places.tryAcquire(MOST_SECONDS_WAITING, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
