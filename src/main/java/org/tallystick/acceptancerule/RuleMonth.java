package org.tallystick.acceptancerule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.tallystick.ledger.Amount;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * A rule in a month: its condition and its consequence, in the transaction that books by it. The rule's row is locked from the one to the
 * other, so that of two requests at the same moment the second sees what the first has booked.
 *
 * @param day any day of the month, in the community's time zone
 */
public record RuleMonth(AcceptanceRule rule, LocalDate day) {
    private static final String LOCK = """
            SELECT ended_at IS NULL FROM acceptance_rule WHERE community_id = ? AND rule_id = ? FOR UPDATE""";

    private static final String BOOKED = """
            SELECT booked FROM acceptance_rule_month WHERE community_id = ? AND rule_id = ? AND month = ?""";

    private static final String BOOK = """
            INSERT INTO acceptance_rule_month AS m (community_id, rule_id, month, booked) VALUES (?, ?, ?, ?)
            ON CONFLICT (community_id, rule_id, month) DO UPDATE SET booked = m.booked + EXCLUDED.booked""";

    /** @throws ProblemException {@code state-conflict} if the rule does not allow so much more, or not any more */
    public void require(Connection connection, Amount amount) throws SQLException {
        boolean active;
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, rule.community().value());
            statement.setObject(2, rule.id());
            ResultSet row = statement.executeQuery();
            active = row.next() && row.getBoolean(1);
        }
        if (!active
                || !rule.fits(amount, day)
                || booked(connection).plus(amount).isMoreThan(rule.perMonth())) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, "The payer's rule does not allow it.");
        }
    }

    /** In a statement of its own, which sees what was booked while the lock was waited for. */
    private Amount booked(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
            statement.setObject(1, rule.community().value());
            statement.setObject(2, rule.id());
            statement.setObject(3, month());
            ResultSet row = statement.executeQuery();
            return row.next() ? Amount.ofMinorUnits(row.getLong(1)) : Amount.ZERO;
        }
    }

    /** Notes that so much was booked by it. */
    public void book(Connection connection, Amount amount) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BOOK)) {
            statement.setObject(1, rule.community().value());
            statement.setObject(2, rule.id());
            statement.setObject(3, month());
            statement.setLong(4, amount.minorUnits());
            statement.executeUpdate();
        }
    }

    private LocalDate month() {
        return first(day);
    }

    /** Of the month of a day. */
    static LocalDate first(LocalDate day) {
        return day.withDayOfMonth(1);
    }
}
