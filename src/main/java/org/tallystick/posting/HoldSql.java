package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.HoldId;
import org.tallystick.ledger.TradeId;

/** Writes holds, in a transaction that has locked their accounts. */
record HoldSql(Connection connection, CommunityId community) {
    private static final String READ =
            "SELECT payer_id, payee_id, amount, state FROM hold WHERE community_id = ? AND hold_id = ? FOR UPDATE";

    private static final String INSERT = """
            INSERT INTO hold (community_id, hold_id, payer_id, payee_id, amount, placed_at) VALUES (?, ?, ?, ?, ?, ?)""";

    private static final String LESSEN = "UPDATE hold SET amount = ? WHERE community_id = ? AND hold_id = ?";

    private static final String END =
            "UPDATE hold SET state = ?, trade_id = ?, ended_at = ? WHERE community_id = ? AND hold_id = ?";

    private static final String HOLDINGS =
            "UPDATE account SET held_out = ?, held_in = ? WHERE community_id = ? AND account_id = ?";

    /** A hold as it stands; one that has ended shows what was left of it then. */
    record Found(Hold hold, boolean open) {}

    Optional<Found> find(HoldId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, community.value());
            statement.setObject(2, id.value());
            ResultSet row = statement.executeQuery();
            return row.next()
                    ? Optional.of(new Found(
                            new Hold(
                                    id,
                                    new AccountId(row.getObject(1, UUID.class)),
                                    new AccountId(row.getObject(2, UUID.class)),
                                    Amount.ofMinorUnits(row.getLong(3))),
                            row.getString(4).equals("open")))
                    : Optional.empty();
        }
    }

    void place(Hold hold, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, community.value());
            statement.setObject(2, hold.id().value());
            statement.setObject(3, hold.payer().value());
            statement.setObject(4, hold.payee().value());
            statement.setLong(5, hold.amount().minorUnits());
            statement.setObject(6, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    void release(Hold hold, Instant now) throws SQLException {
        end(hold, "released", Optional.empty(), now);
    }

    /** So much of it is given back by a trade; when nothing is left, that trade has accepted it. */
    void give(Hold hold, Amount given, TradeId trade, Instant now) throws SQLException {
        Amount left = hold.amount().minus(given);
        if (left.isZero()) {
            end(hold, "accepted", Optional.of(trade), now);
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(LESSEN)) {
            statement.setLong(1, left.minorUnits());
            statement.setObject(2, community.value());
            statement.setObject(3, hold.id().value());
            statement.executeUpdate();
        }
    }

    private void end(Hold hold, String state, Optional<TradeId> trade, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, state);
            statement.setObject(2, trade.map(TradeId::value).orElse(null));
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setObject(4, community.value());
            statement.setObject(5, hold.id().value());
            statement.executeUpdate();
        }
    }

    void write(List<Account> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDINGS)) {
            for (Account account : accounts) {
                statement.setLong(1, account.heldOut().minorUnits());
                statement.setLong(2, account.heldIn().minorUnits());
                statement.setObject(3, community.value());
                statement.setObject(4, account.id().value());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
