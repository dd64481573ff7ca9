package org.tallystick.report;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.ledger.AmountOverflowException;
import org.tallystick.platform.Database;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** All reports, each read at one moment of the books, in constant memory. Waits for the database. */
@ApplicationScoped
public class Reports {
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
     * Reads and writes to the end, and closes nothing. A connection is held as long as that takes: whoever writes to somebody who
     * may be slow keeps it first, as {@link KeptReport} does.
     *
     * @throws ProblemException {@code amount-overflow} where the totals are too large to be counted
     */
    public void write(ReportRequest request, TableWriter writer) throws IOException {
        Report report = byCode(request.code());
        try {
            database.with(connection -> {
                try {
                    BooksAtOnce.read(connection, clock.instant(), books -> report.write(books, request, writer));
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
