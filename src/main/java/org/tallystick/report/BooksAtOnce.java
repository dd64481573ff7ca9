package org.tallystick.report;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.LongReading;

/**
 * The books at one moment, whatever is posted meanwhile: so balances add up to zero, and totals are those of the lines. Holds a
 * connection as long as a report is read.
 *
 * @param readAt when that was
 */
record BooksAtOnce(Connection connection, Instant readAt) {
    private static final int ROWS_AT_ONCE = 1_000;

    /** Compiling a statement costs more than the many small steps of these. */
    private static final String BEGIN =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off";

    /** What is done with them. */
    @FunctionalInterface
    interface Reading {
        void in(BooksAtOnce books) throws SQLException, IOException;
    }

    /** What is done with each row. */
    @FunctionalInterface
    interface EachRow {
        void of(ResultSet row) throws SQLException, IOException;
    }

    /** @param longest that a statement may take; zero: as long as is allowed to what nobody waits for */
    static void read(Connection connection, Instant readAt, Duration longest, Reading reading)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(BEGIN);
            }
            LongReading.of(connection, longest.isZero() ? LongReading.AN_HOUR : longest, () -> {
                reading.in(new BooksAtOnce(connection, readAt));
                return readAt;
            });
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Reads some rows at a time, so that no more are in memory. */
    void each(String sql, EachRow each, Object... parameters) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.of(rows);
                }
            }
        }
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String there = row.getString(column);
        return Optional.ofNullable(there);
    }

    static Amount amount(ResultSet row, String column) throws SQLException {
        return Amount.ofMinorUnits(row.getLong(column));
    }

    static Optional<Amount> amountIfAny(ResultSet row, String column) throws SQLException {
        long units = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Amount.ofMinorUnits(units));
    }

    static Optional<Instant> instantIfAny(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime there = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(there).map(OffsetDateTime::toInstant);
    }
}
