package org.tallystick.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.tallystick.posting.VerifyLedger;

/**
 * What the books of a restored database are found to be.
 *
 * @param lines what was checked, for a person
 * @param lastTrade when the last trade was recorded
 */
record Books(boolean right, List<String> lines, Optional<Instant> lastTrade) {
    /** An import gives its trades earlier booking times, and notes the true one beside them. */
    private static final String LAST_TRADE = "SELECT max(booked_at) FROM trade";

    Books {
        lines = List.copyOf(lines);
    }

    static Books of(DataSource database) throws SQLException {
        AtomicBoolean right = new AtomicBoolean(true);
        List<String> lines = new ArrayList<>();
        new VerifyLedger(database).verifyAll((slug, verification) -> {
            lines.addAll(verification.lines(slug));
            right.compareAndSet(true, verification.ok());
        });
        return new Books(right.get(), lines, lastTrade(database));
    }

    private static Optional<Instant> lastTrade(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST_TRADE)) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }
    }
}
