package org.tallystick.report;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.ledger.AmountOverflowException;
import org.tallystick.platform.Database;
import org.tallystick.platform.StatementCancelled;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** All reports, each read at one moment of the books, in constant memory. Waits for the database. */
@ApplicationScoped
public class Reports {
    private static final Duration NO_BOUND = Duration.ZERO;

    private final List<Report> reports;
    private final Database database;
    private final Clock clock;

    Reports(@All List<Report> reports, Database database, Clock clock) {
        this.reports = List.copyOf(reports);
        this.database = database;
        this.clock = clock;
    }

    /** @throws ProblemException {@code not-found} */
    Report byCode(String code) {
        return reports.stream()
                .filter(report -> report.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND,
                        "There is no such report; there are "
                                + reports.stream().map(Report::code).sorted().collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Reads all of it into a file; when it returns, nothing of the database is held.
     *
     * @param going is asked every some rows, in the middle of the reading, and throws where it is not to go on
     * @throws ProblemException as {@link #write}, and {@code malformed} for one that is too long
     */
    public SpooledReport read(ReportRequest request, Runnable going) throws IOException {
        return SpooledReport.of(writer -> write(request, new CountedTable(writer, counted -> going.run())));
    }

    /**
     * Reads and writes to the end, and closes nothing. A connection and a snapshot are held as long as that takes: so the writer is
     * one that is done with a row at once.
     *
     * @throws ProblemException {@code amount-overflow} where the totals are too large to be counted
     */
    void write(ReportRequest request, TableWriter writer) throws IOException {
        write(request, writer, NO_BOUND);
    }

    /**
     * @param longest that a statement may take; zero: as long as it takes
     * @throws StatementCancelled if one takes longer
     */
    void write(ReportRequest request, TableWriter writer, Duration longest) throws IOException {
        Report report = byCode(request.code());
        try {
            database.with(connection -> {
                try {
                    BooksAtOnce.read(
                            connection, clock.instant(), longest, books -> report.write(books, request, writer));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return Optional.empty();
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        } catch (AmountOverflowException e) {
            throw ProblemException.of(
                    ProblemType.AMOUNT_OVERFLOW, "The totals of this report are larger than can be counted.");
        }
    }
}
