package org.tallystick.levy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.security.MemberId;

/** Reads what a trade must know of levies. */
record LevySql(Connection connection, CommunityId community) {

    /** One statement, and so one moment, for the levies and the version that they are of. */
    private static final String READ = """
            SELECT c.access_version, k.code, k.name, k.symbol, k.scale, p.version, p.from_date, p.rules::text AS rules_text,
                   p.created_by, p.created_at, p.reason
              FROM community c
              LEFT JOIN levy_policy p ON p.community_id = c.community_id AND p.withdrawn_at IS NULL
              LEFT JOIN currency k ON k.community_id = p.community_id AND k.code = p.currency_code
             WHERE c.community_id = ?""";

    private static final String TRAITS = """
            SELECT m.member_id, m.kind,
                   ARRAY(SELECT g.code FROM group_member b
                           JOIN member_group g ON g.community_id = b.community_id AND g.group_id = b.group_id
                          WHERE b.community_id = m.community_id AND b.member_id = m.member_id) AS groups
              FROM member m WHERE m.community_id = ? AND m.member_id = ANY (?)""";

    /** @param version the access version */
    record Policies(long version, Map<CurrencyCode, List<LevyPolicy>> byCurrency) {}

    Policies policies() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, community.value());
            ResultSet rows = statement.executeQuery();
            Map<CurrencyCode, List<LevyPolicy>> found = new HashMap<>();
            long version = 0;
            while (rows.next()) {
                version = rows.getLong("access_version");
                if (rows.getString("code") != null) {
                    LevyPolicy policy = policy(rows);
                    found.computeIfAbsent(policy.currency().code(), any -> new ArrayList<>())
                            .add(policy);
                }
            }
            return new Policies(version, found);
        }
    }

    private static LevyPolicy policy(ResultSet row) throws SQLException {
        Currency currency = new Currency(
                new CurrencyCode(row.getString("code")),
                row.getString("name"),
                row.getString("symbol"),
                row.getInt("scale"));
        Instant createdAt =
                row.getObject("created_at", java.time.OffsetDateTime.class).toInstant();
        UUID createdBy = row.getObject("created_by", UUID.class);
        return new LevyPolicy(
                currency,
                row.getInt("version"),
                row.getObject("from_date", LocalDate.class),
                LevyPolicies.terms(row.getString("rules_text"), currency.scale()),
                createdBy,
                createdBy.toString(),
                createdAt,
                row.getString("reason"),
                false);
    }

    Map<MemberId, MemberTraits> traits(Collection<MemberId> members) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRAITS)) {
            statement.setObject(1, community.value());
            statement.setArray(2, BinaryArrays.of(connection, BinaryArrays.UUIDS, members, MemberId::value));
            ResultSet rows = statement.executeQuery();
            Map<MemberId, MemberTraits> traits = new HashMap<>();
            while (rows.next()) {
                traits.put(
                        new MemberId(rows.getObject(1, UUID.class)),
                        new MemberTraits(rows.getString(2), Set.of((String[])
                                rows.getArray(3).getArray())));
            }
            return traits;
        }
    }
}
