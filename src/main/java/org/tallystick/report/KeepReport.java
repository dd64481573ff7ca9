package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.tallystick.csv.CsvDialect;
import org.tallystick.problem.ProblemException;
import org.tallystick.web.Turns;

/** Makes a report while somebody waits for it: few at once, so that they leave room for those who trade. */
@ApplicationScoped
class KeepReport {
    private static final int MOST_AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Turns turns = new Turns(
            MOST_AT_ONCE, LONGEST_WAIT, "Others are having reports made right now; ask for it again.");
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
        return turns.take(() ->
                KeptReport.of(out -> reports.write(request, new BoundedTable(format, format.writer(dialect, out)))));
    }
}
