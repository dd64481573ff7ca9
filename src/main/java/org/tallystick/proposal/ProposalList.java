package org.tallystick.proposal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.platform.Ids;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Which proposals a caller lists: all, or those of members whose trades the caller sees and those that the caller made. */
record ProposalList(Connection connection, Access access) {
    private static final String ALL = """
            SELECT p.proposal_id FROM proposal p
             WHERE p.community_id = ? AND p.proposal_id < ? AND (?::text IS NULL OR p.state = ?)
             ORDER BY p.proposal_id DESC LIMIT ?""";

    private static final String SOME = """
            SELECT p.proposal_id FROM proposal p
             WHERE p.community_id = ? AND p.proposal_id < ? AND (?::text IS NULL OR p.state = ?)
               AND p.proposal_id IN (
                   SELECT y.proposal_id FROM proposal_party y
                    WHERE y.community_id = ? AND y.account_id = ANY (?) AND (?::text IS NULL OR y.side = ?)
                   UNION ALL
                   SELECT o.proposal_id FROM proposal o WHERE o.community_id = ? AND o.proposed_by = ?)
             ORDER BY p.proposal_id DESC LIMIT ?""";

    private static final String ACCOUNTS =
            "SELECT account_id FROM account WHERE community_id = ? AND member_id = ANY (?)";

    /**
     * Which.
     *
     * @param side of the account, or of the caller's own
     * @param before only proposals older than this one
     */
    record Query(
            Optional<AccountRef> account,
            Optional<ProposalState> state,
            Optional<Side> side,
            Optional<UUID> before,
            int limit) {}

    List<UUID> ids(Query query) throws SQLException {
        String state = query.state().map(ProposalState::text).orElse(null);
        boolean all = query.account().isEmpty() && access.everywhere(Permission.SEE_TRADES);
        UUID community = access.community().id().value();
        try (PreparedStatement statement = connection.prepareStatement(all ? ALL : SOME)) {
            statement.setObject(1, community);
            statement.setObject(2, query.before().orElse(Ids.LAST));
            statement.setString(3, state);
            statement.setString(4, state);
            if (all) {
                statement.setInt(5, query.limit() + 1);
                return ids(statement.executeQuery());
            }
            String side = query.side().map(Side::text).orElse(null);
            statement.setObject(5, community);
            statement.setArray(6, BinaryArrays.of(connection, BinaryArrays.UUIDS, accounts(query), id -> id));
            statement.setString(7, side);
            statement.setString(8, side);
            statement.setObject(9, community);
            statement.setObject(10, ownRecords(query).orElse(null), Types.OTHER);
            statement.setInt(11, query.limit() + 1);
            return ids(statement.executeQuery());
        }
    }

    private List<UUID> accounts(Query query) throws SQLException {
        if (query.account().isPresent()) {
            AccountId account = query.account().get().id();
            return List.of(account.value());
        }
        Set<MemberId> members = access.members(Permission.SEE_TRADES);
        try (PreparedStatement statement = connection.prepareStatement(ACCOUNTS)) {
            statement.setObject(1, access.community().id().value());
            statement.setArray(2, BinaryArrays.of(connection, BinaryArrays.UUIDS, members, MemberId::value));
            return ids(statement.executeQuery());
        }
    }

    /** Whoever acts for others lists what they proposed for them. */
    private Optional<UUID> ownRecords(Query query) {
        boolean lists = query.account().isEmpty()
                && query.side().isEmpty()
                && access.mayForOwnRecords(Permission.SEE_TRADES)
                && access.consents().isEmpty();
        return lists ? Optional.of(access.caller().id()) : Optional.empty();
    }

    private static List<UUID> ids(ResultSet rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }
}
