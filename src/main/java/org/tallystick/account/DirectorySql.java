package org.tallystick.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.security.MemberId;

/** Reads what never changes of accounts. */
record DirectorySql(Connection connection, CommunityId community) {
    private static final String COLUMNS = """
            SELECT a.account_id, a.kind, a.member_id, a.partner, m.handle, c.code, c.name, c.symbol, c.scale, c.position
              FROM account a
              JOIN currency c ON c.community_id = a.community_id AND c.code = a.currency_code
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE a.community_id = ?\s""";

    private static final String OF_MEMBERS = COLUMNS + "AND m.handle = ANY (?) ORDER BY m.handle, c.position";

    private static final String OF_MEMBER = COLUMNS + "AND a.member_id = ANY (?) ORDER BY c.position";

    private static final String OWN = COLUMNS + "AND a.member_id IS NULL ORDER BY a.kind, a.partner, c.position";

    private static final String BY_IDS = COLUMNS + "AND a.account_id = ANY (?)";

    /** An account, and whether it is in the community's default currency. */
    record Found(AccountRef ref, AccountAddress address, boolean inDefaultCurrency) {}

    /** Every account of these members. */
    List<Found> ofMembers(Collection<String> handles) throws SQLException {
        return read(OF_MEMBERS, "text", handles.toArray());
    }

    /** Every account of this member. */
    List<Found> ofMember(MemberId member) throws SQLException {
        return read(OF_MEMBER, "uuid", new Object[] {member.value()});
    }

    /** Every account of the community itself. */
    List<Found> own() throws SQLException {
        return read(OWN, null, new Object[0]);
    }

    List<Found> byIds(Collection<AccountId> ids) throws SQLException {
        return read(BY_IDS, "uuid", ids.stream().map(AccountId::value).toArray());
    }

    /** In the order in which the community named them: the default one first. */
    List<Currency> currencies() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT code, name, symbol, scale FROM currency WHERE community_id = ? ORDER BY position")) {
            statement.setObject(1, community.value());
            ResultSet rows = statement.executeQuery();
            List<Currency> found = new ArrayList<>();
            while (rows.next()) {
                found.add(currency(rows));
            }
            return found;
        }
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return new Currency(
                new CurrencyCode(row.getString("code")),
                row.getString("name"),
                row.getString("symbol"),
                row.getInt("scale"));
    }

    private List<Found> read(String sql, @Nullable String type, Object[] wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, community.value());
            if (type != null) {
                statement.setArray(2, connection.createArrayOf(type, wanted));
            }
            ResultSet rows = statement.executeQuery();
            List<Found> found = new ArrayList<>();
            while (rows.next()) {
                found.add(found(rows));
            }
            return found;
        }
    }

    private Found found(ResultSet row) throws SQLException {
        Currency currency = currency(row);
        boolean inDefaultCurrency = row.getInt("position") == 0;
        String kind = row.getString("kind");
        Optional<String> handle = Optional.ofNullable(row.getString("handle"));
        AccountAddress bare = new AccountAddress(
                handle.orElse(kind), Optional.ofNullable(row.getString("partner")), Optional.empty());
        AccountAddress address = inDefaultCurrency ? bare : bare.in(currency.code());
        Optional<MemberId> member =
                Optional.ofNullable(row.getObject("member_id", UUID.class)).map(MemberId::new);
        AccountRef ref = new AccountRef(
                new AccountId(row.getObject("account_id", UUID.class)),
                community,
                address.toString(),
                currency,
                kind,
                member);
        return new Found(ref, address, inDefaultCurrency);
    }
}
