package org.tallystick.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.platform.Sql;

/** The outbox as a sender sees it, within one transaction on one connection. */
final class Outbox {
    /** Letters that another sender holds at the moment are passed over. */
    private static final String NEXT = """
            SELECT letter_id, kind, sealed, queued_at, attempts FROM mail_outbox
             WHERE failed_at IS NULL AND due_at <= ? ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private final Connection connection;

    Outbox(Connection connection) {
        this.connection = connection;
    }

    /** Takes the letter that has been due longest, and holds it until the transaction ends. */
    Optional<WaitingLetter> takeNext(Instant now) throws SQLException {
        try (PreparedStatement statement = prepare(NEXT, now);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new WaitingLetter(
                    row.getObject("letter_id", UUID.class),
                    row.getString("kind"),
                    row.getBytes("sealed"),
                    Sql.instant(row, "queued_at"),
                    row.getInt("attempts")));
        }
    }

    void delete(WaitingLetter letter) throws SQLException {
        update("DELETE FROM mail_outbox WHERE letter_id = ?", letter.id());
    }

    void postpone(WaitingLetter letter, Instant dueAt) throws SQLException {
        update("UPDATE mail_outbox SET attempts = attempts + 1, due_at = ? WHERE letter_id = ?", dueAt, letter.id());
    }

    /** Nothing stays of it but that it was. */
    void giveUp(WaitingLetter letter, Instant now) throws SQLException {
        update("UPDATE mail_outbox SET sealed = NULL, failed_at = ? WHERE letter_id = ?", now, letter.id());
    }

    void forgetFailedBefore(Instant instant) throws SQLException {
        update("DELETE FROM mail_outbox WHERE failed_at < ?", instant);
    }

    long waiting() throws SQLException {
        try (PreparedStatement statement = prepare("SELECT count(*) FROM mail_outbox WHERE failed_at IS NULL");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        return statement;
    }
}
