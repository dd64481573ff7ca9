package org.tallystick.posting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.CurrencyCode;

/** Opens accounts, at zero, in a transaction of the caller's. */
public final class OpenAccounts {
    private static final String INSERT = """
            INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, credit_limit,
                                 balance_cap)
            SELECT ?, n.* FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[])
                   AS n""";

    private OpenAccounts() {}

    /**
     * @param kind {@code member}, {@code fund}, {@code clearing} or {@code settlement}
     * @param member whose account it is; empty for one of the community's own
     * @param partner the partner community of a clearing account
     */
    public record NewAccount(
            AccountId id,
            CurrencyCode currency,
            String kind,
            Optional<UUID> member,
            Optional<String> partner,
            CreditLimit creditLimit,
            BalanceCap balanceCap) {}

    public static void open(Connection connection, CommunityId community, List<NewAccount> accounts)
            throws SQLException {
        Object[][] columns = new Object[7][accounts.size()];
        for (int i = 0; i < accounts.size(); i++) {
            NewAccount account = accounts.get(i);
            columns[0][i] = account.id().value();
            columns[1][i] = account.currency().value();
            columns[2][i] = account.kind();
            columns[3][i] = account.member().orElse(null);
            columns[4][i] = account.partner().orElse(null);
            columns[5][i] = account.creditLimit().isUnlimited()
                    ? null
                    : account.creditLimit().minorUnits();
            columns[6][i] = account.balanceCap().isUncapped()
                    ? null
                    : account.balanceCap().minorUnits();
        }
        String[] types = {"uuid", "text", "text", "uuid", "text", "int8", "int8"};
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, community.value());
            for (int i = 0; i < types.length; i++) {
                statement.setArray(i + 2, connection.createArrayOf(types[i], columns[i]));
            }
            statement.executeUpdate();
        }
    }
}
