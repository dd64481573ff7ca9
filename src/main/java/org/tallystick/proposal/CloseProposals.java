package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.WhenAccountsClose;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.proposal.ProposalWrites.Step;

/**
 * Cancels what a member leaves open: an account closes without proposals, and not while instalments are to be booked. None of these has set anything aside, for with holds an
 * account does not close.
 */
@ApplicationScoped
class CloseProposals implements WhenAccountsClose {
    private static final String OPEN = """
            SELECT p.proposal_id FROM proposal p
             WHERE p.community_id = ? AND p.state IN ('open', 'partly-accepted') AND p.proposal_id IN (
                   SELECT y.proposal_id FROM proposal_party y WHERE y.community_id = ? AND y.account_id = ANY (?))
             ORDER BY p.proposal_id FOR UPDATE OF p""";

    /** In a community that is being wound up they bind nobody any more. */
    private static final String PENDING = """
            SELECT FROM instalment i JOIN community c ON c.community_id = i.community_id AND c.phase = 'open'
             WHERE i.community_id = ? AND i.state = 'pending' AND i.proposal_id IN (
                   SELECT y.proposal_id FROM proposal_party y WHERE y.community_id = ? AND y.account_id = ANY (?))
             LIMIT 1""";

    private final Clock clock;

    CloseProposals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void closed(Connection connection, CommunityId community, List<AccountId> accounts) throws SQLException {
        List<UUID> open = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setObject(1, community.value());
            statement.setObject(2, community.value());
            statement.setArray(3, BinaryArrays.of(connection, BinaryArrays.UUIDS, accounts, AccountId::value));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                open.add(rows.getObject(1, UUID.class));
            }
        }
        Step step = new Step(Event.CLOSE, Optional.empty(), Optional.empty(), clock.instant());
        for (Proposal proposal : new ProposalSql(connection, community).read(open)) {
            new ProposalWrites(connection).move(proposal, step, Amount.ZERO);
        }
        requireNoInstalments(connection, community, accounts);
    }

    /** What was accepted by instalments before is seen here, for its proposal was waited for. */
    private static void requireNoInstalments(Connection connection, CommunityId community, List<AccountId> accounts)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
            statement.setObject(1, community.value());
            statement.setObject(2, community.value());
            statement.setArray(3, BinaryArrays.of(connection, BinaryArrays.UUIDS, accounts, AccountId::value));
            if (statement.executeQuery().next()) {
                throw ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        "Instalments are still to be booked; the account closes when they are, or whoever is paid"
                                + " releases the other.");
            }
        }
    }
}
