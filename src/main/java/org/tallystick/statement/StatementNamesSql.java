package org.tallystick.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;

/** Reads how those are called who stand on a statement: names change, and so none is kept. */
record StatementNamesSql(Connection connection) {
    private static final String HEAD = """
            SELECT c.slug, c.name, coalesce(m.name, a.kind), y.name, y.symbol
              FROM account a
              JOIN community c ON c.community_id = a.community_id
              JOIN currency y ON y.community_id = a.community_id AND y.code = a.currency_code
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE a.community_id = ? AND a.account_id = ?""";

    private static final String COUNTERPARTIES = """
            SELECT a.account_id, coalesce(m.name, a.kind)
              FROM account a LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE a.community_id = ? AND a.account_id = ANY(?)""";

    StatementNames of(AccountRef account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HEAD)) {
            statement.setObject(1, account.community().value());
            statement.setObject(2, account.id().value());
            ResultSet row = statement.executeQuery();
            row.next();
            return new StatementNames(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
        }
    }

    Map<AccountId, String> of(CommunityId community, Collection<AccountId> accounts) throws SQLException {
        Object[] ids = accounts.stream().map(AccountId::value).distinct().toArray();
        Map<AccountId, String> names = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTERPARTIES)) {
            statement.setObject(1, community.value());
            statement.setArray(2, connection.createArrayOf("uuid", ids));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                names.put(new AccountId(rows.getObject(1, UUID.class)), rows.getString(2));
            }
        }
        return names;
    }
}
