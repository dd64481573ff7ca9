package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.tallystick.csv.CsvDialect;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.StatementCancelled;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Makes a report while somebody waits for it: few at once, and none for long, so that they leave room for those who trade. */
@ApplicationScoped
class KeepReport {
    private static final int MOST_AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    /** Of each statement, and of all of them. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(60);

    private final ReportPlaces places = new ReportPlaces(MOST_AT_ONCE, LONGEST_WAIT);
    private final Reports reports;

    KeepReport(Reports reports) {
        this.reports = reports;
    }

    /**
     * Waits for its turn, and for the database.
     *
     * @throws ProblemException {@code unavailable} if its turn does not come soon, or the books are too large for a minute; 400 for one
     *     that is too long for the format
     */
    KeptReport keep(ReportRequest request, TableFormat format, CsvDialect dialect) throws IOException {
        return keep(request, format, dialect, LONGEST_READING);
    }

    KeptReport keep(ReportRequest request, TableFormat format, CsvDialect dialect, Duration longest)
            throws IOException {
        CommunityId community = request.community().id();
        if (!places.take(community)) {
            throw ProblemException.of(
                    ProblemType.UNAVAILABLE,
                    "Others are having reports made right now; send it again, or ask for an export.");
        }
        try (SpooledReport read = read(request, format, longest)) {
            return KeptReport.of(out -> read.writeTo(format.writer(dialect, out)));
        } finally {
            places.leave(community);
        }
    }

    private SpooledReport read(ReportRequest request, TableFormat format, Duration longest) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        try {
            return SpooledReport.of(writer -> reports.write(
                    request, new CountedTable(new BoundedTable(format, writer), rows -> requireTime(end)), longest));
        } catch (StatementCancelled e) {
            throw tooSlow();
        }
    }

    private static void requireTime(long end) {
        if (System.nanoTime() > end) {
            throw tooSlow();
        }
    }

    private static ProblemException tooSlow() {
        return ProblemException.of(
                ProblemType.UNAVAILABLE,
                "The report takes longer than it may while you wait; ask for an export of it, which may take its time.");
    }
}
