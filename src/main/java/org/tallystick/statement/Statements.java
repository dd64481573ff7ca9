package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import javax.sql.DataSource;
import org.tallystick.ledger.Amount;
import org.tallystick.web.Cursor;

/**
 * Writes statements as they are read, in constant memory, from one snapshot: what is booked meanwhile is on the next one.
 * Waits for the database.
 */
@ApplicationScoped
public class Statements {
    private final DataSource dataSource;

    Statements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void write(StatementRequest request, ZoneId zone, StatementWriter writer) throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                write(new StatementSql(connection, request.account()), request, zone, writer);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read a statement", e);
        }
    }

    private static void write(StatementSql sql, StatementRequest request, ZoneId zone, StatementWriter writer)
            throws SQLException, IOException {
        StatementHead head = head(sql, request, zone);
        long first = Math.max(head.firstEntry(), request.after().orElse(0) + 1);
        long end = request.limit()
                .map(limit -> Math.min(head.endEntry(), first + limit))
                .orElse(head.endEntry());
        writer.begin(head);
        sql.lines(first, end, writer::line);
        writer.end(
                end < head.endEntry() && end > first
                        ? Optional.of(Cursor.of(Long.toString(end - 1)))
                        : Optional.empty());
    }

    private static StatementHead head(StatementSql sql, StatementRequest request, ZoneId zone) throws SQLException {
        Optional<LocalDate> from = request.from();
        long first = from.isPresent() ? sql.firstAtOrAfter(start(from.get(), zone)) : 1;
        long end = sql.firstAtOrAfter(start(request.to().plusDays(1), zone));
        Amount[] totals = sql.totals(first, end);
        return new StatementHead(
                request.account(),
                from,
                request.to(),
                sql.balanceAfter(first - 1),
                sql.balanceAfter(end - 1),
                totals[0],
                totals[1],
                first,
                end);
    }

    private static Instant start(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }
}
