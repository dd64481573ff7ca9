package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.AmountOverflowException;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.posting.AccountEntries.Reach;
import org.tallystick.posting.Posting;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Reads statements in constant memory, some rows at a time, and holds no connection while a reader takes its time. What is
 * booked meanwhile is on the next one. Waits for the database.
 */
@ApplicationScoped
public class Statements {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Database database;
    private final Directory directory;
    private final RememberedTotals totals;
    private final Posting posting;
    private final Clock clock;

    Statements(Database database, Directory directory, RememberedTotals totals, Posting posting, Clock clock) {
        this.posting = posting;
        this.clock = clock;
        this.database = database;
        this.directory = directory;
        this.totals = totals;
    }

    /**
     * @throws ProblemException {@code unavailable} if the database cannot be reached; {@code amount-overflow} where the totals are too
     *     large to be counted
     */
    public OpenStatement open(StatementRequest request, ZoneId zone) {
        try {
            return database.with(connection -> open(StatementSql.of(connection, request.account()), request, zone));
        } catch (AmountOverflowException e) {
            throw ProblemException.of(
                    ProblemType.AMOUNT_OVERFLOW, "The totals of this statement are larger than can be counted.");
        }
    }

    private OpenStatement open(StatementSql sql, StatementRequest request, ZoneId zone) throws SQLException {
        Reach reach = sql.entries().reach();
        LocalDate from = request.from().orElse(null);
        long periodFirst = from == null ? 1 : sql.entries().firstAtOrAfter(start(from, zone), reach);
        long periodEnd = Math.max(periodFirst, sql.entries().firstAtOrAfter(end(request, zone), reach));
        long first = Math.max(periodFirst, request.after().orElse(0) + 1);
        long end =
                Math.min(periodEnd, request.limit().map(limit -> first + limit).orElse(periodEnd));
        List<StatementRow> lines = sql.rows(first, Math.min(end, first + ROWS_AT_ONCE));
        Amount opening = sql.balanceAfter(periodFirst - 1, reach);
        Amount closing = sql.balanceAfter(periodEnd - 1, reach);
        StatementTotals moved = lines.size() == periodEnd - periodFirst
                ? StatementTotals.of(lines)
                : totals.between(sql, periodFirst, periodEnd, closing.minus(opening));
        StatementHead head = new StatementHead(
                request.account(),
                new StatementNamesSql(sql.entries().connection()).of(request.account()),
                zone,
                request.from(),
                request.to(),
                request.asOf(),
                clock.instant(),
                opening,
                closing,
                moved.in(),
                moved.out(),
                periodFirst,
                periodEnd);
        return new OpenStatement(head, lines, end);
    }

    /** The first instant of which nothing is on it any more: databases keep microseconds. */
    private static Instant end(StatementRequest request, ZoneId zone) {
        Instant dayAfter = start(request.to().plusDays(1), zone);
        return request.asOf()
                .map(last -> last.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS))
                .filter(end -> end.isBefore(dayAfter))
                .orElse(dayAfter);
    }

    private static Instant start(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }

    /** Reads and writes to the end, and closes nothing. */
    public void write(OpenStatement statement, StatementWriter writer) throws IOException {
        write(statement, writer, posting.pace()::rest);
    }

    /** @param rest is called between two steps; does nothing where the writer rests by itself, as it does for an export */
    public void write(OpenStatement statement, StatementWriter writer, Runnable rest) throws IOException {
        AccountRef account = statement.head().account();
        writer.begin(statement.head());
        List<StatementRow> rows = statement.firstLines();
        while (!rows.isEmpty()) {
            write(rows, statement.head(), writer);
            long next = rows.get(rows.size() - 1).entryNo() + 1;
            if (next >= statement.end()) {
                break;
            }
            rest.run();
            rows = rows(account, next, statement.end());
        }
        writer.end(statement.nextCursor());
    }

    private List<StatementRow> rows(AccountRef account, long first, long end) {
        return database.with(
                connection -> StatementSql.of(connection, account).rows(first, Math.min(end, first + ROWS_AT_ONCE)));
    }

    private void write(List<StatementRow> rows, StatementHead head, StatementWriter writer) throws IOException {
        CommunityId community = head.account().community();
        List<AccountId> others = rows.stream().map(StatementRow::counterparty).toList();
        Map<AccountId, AccountRef> known = directory.allById(community, others);
        Map<AccountId, String> names =
                database.with(connection -> new StatementNamesSql(connection).of(community, others));
        for (StatementRow row : rows) {
            writer.entry(row.of(
                    Objects.requireNonNull(known.get(row.counterparty())),
                    Objects.requireNonNull(names.get(row.counterparty())),
                    head.zone()));
        }
    }
}
