package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.CommunityId;

/** Writes limits and status into account rows that the transaction has locked. */
final class AccountChangeSql {
    private static final String UPDATE = """
            UPDATE account SET credit_limit = ?, balance_cap = ?, status = ?, limits_version = limits_version + ?
             WHERE community_id = ? AND account_id = ?""";

    private final Connection connection;

    AccountChangeSql(Connection connection) {
        this.connection = connection;
    }

    boolean wasMade(CommunityId community, UUID changeId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM change_record WHERE community_id = ? AND change_id = ?")) {
            statement.setObject(1, community.value());
            statement.setObject(2, changeId);
            return statement.executeQuery().next();
        }
    }

    void write(AccountUnit unit, List<Account> after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            for (int i = 0; i < after.size(); i++) {
                Account account = after.get(i);
                setLong(
                        statement,
                        1,
                        account.creditLimit().isUnlimited(),
                        account.creditLimit().minorUnits());
                setLong(
                        statement,
                        2,
                        account.balanceCap().isUncapped(),
                        account.balanceCap().minorUnits());
                statement.setString(3, account.status().name().toLowerCase(Locale.ROOT));
                statement.setInt(4, unit.changes().get(i).limits().isPresent() ? 1 : 0);
                statement.setObject(5, unit.community().value());
                statement.setObject(6, account.id().value());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void setLong(PreparedStatement statement, int index, boolean isNull, long value)
            throws SQLException {
        if (isNull) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }
}
