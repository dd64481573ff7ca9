package org.tallystick.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.tallystick.platform.Sql;

/** Tells how it stands with the letters. */
@ApplicationScoped
public class WatchOutbox {
    private static final String LETTERS = """
            SELECT count(*) FILTER (WHERE failed_at IS NULL) AS waiting, min(queued_at) FILTER (WHERE failed_at IS NULL) AS oldest,
                   count(failed_at) AS given_up, max(failed_at) AS last_given_up
              FROM mail_outbox""";

    private final Sql sql;
    private final MailSetup setup;

    WatchOutbox(Sql sql, MailSetup setup) {
        this.sql = sql;
        this.setup = setup;
    }

    /** Waits for the database. */
    public OutboxState read() {
        return sql.one(
                        LETTERS,
                        row -> new OutboxState(
                                setup.enabled(),
                                row.getLong("waiting"),
                                instant(row, "oldest"),
                                row.getLong("given_up"),
                                instant(row, "last_given_up")))
                .orElseThrow();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
