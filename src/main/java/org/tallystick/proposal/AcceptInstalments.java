package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.platform.BinaryArrays;
import org.tallystick.platform.Database;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.security.Access;

/**
 * Accepts a proposal by its schedule. No money moves: it commits the payer, and {@link BookInstalments} books each instalment on its
 * day. So what is asked of a trade when it is booked is asked here already, but for what the limits say on another day.
 */
@ApplicationScoped
class AcceptInstalments {
    private static final String VERSION =
            "SELECT access_version FROM community WHERE community_id = ? AND access_version = ? FOR SHARE";

    private static final String INACTIVE = """
            SELECT account_id, status FROM account
             WHERE community_id = ? AND account_id = ANY (?) AND status <> 'active' ORDER BY account_id""";

    private final AcceptanceUnits units;
    private final StandingConsents standing;
    private final ProposalTrade trade;
    private final Database database;
    private final Clock clock;

    AcceptInstalments(
            AcceptanceUnits units, StandingConsents standing, ProposalTrade trade, Database database, Clock clock) {
        this.units = units;
        this.standing = standing;
        this.trade = trade;
        this.database = database;
        this.clock = clock;
    }

    /**
     * @return whether it is; not if rights have changed meanwhile
     * @throws ProblemException what {@link #requireMayAccept} throws, and what {@link ProposalWrites#isStale} tells
     */
    boolean accept(Access access, Acceptance acceptance) {
        requireMayAccept(acceptance);
        int levy = trade.levyInForce(access, acceptance.proposal(), acceptance.accounts());
        return QuarkusTransaction.requiringNew()
                .call(() -> database.with(connection -> {
                    if (!isPresent(connection, access)) {
                        return false;
                    }
                    Proposal proposal = acceptance.proposal();
                    ProposalWrites writes = new ProposalWrites(connection);
                    writes.requireAsRead(proposal);
                    PlanAcceptance.requireInTime(proposal, clock.instant());
                    new InstalmentSql(connection).accept(proposal, levy);
                    writes.consent(proposal, acceptance.party());
                    units.move(
                            connection,
                            AcceptanceUnits.Accepter.present(access, acceptance),
                            acceptance,
                            Event.ACCEPT_INSTALMENTS,
                            acceptance.amount());
                    return true;
                }));
    }

    /**
     * @throws ProblemException {@code forbidden} where whoever consents for the payer spends within a limit, which no limit of one day
     *     can tell of years; {@code account-frozen}, {@code account-leaving}, {@code account-closed}
     */
    void requireMayAccept(Acceptance acceptance) {
        Proposal proposal = acceptance.proposal();
        List<ProposalParty> parties = proposal.with(acceptance.party());
        if (standing.limit(proposal, parties, acceptance.accounts()).isPresent()) {
            AccountId payer = parties.get(0).account().orElseThrow();
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Whoever spends from "
                            + account(acceptance.accounts(), payer).address()
                            + " within a limit does not commit it to instalments; an owner does.");
        }
        database.with(connection -> requireActive(connection, proposal, acceptance.accounts()));
    }

    private static boolean requireActive(Connection connection, Proposal proposal, Map<AccountId, AccountRef> accounts)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INACTIVE)) {
            statement.setObject(1, proposal.community().value());
            statement.setArray(2, BinaryArrays.of(connection, BinaryArrays.UUIDS, accounts.keySet(), AccountId::value));
            ResultSet row = statement.executeQuery();
            if (row.next()) {
                AccountRef account = account(accounts, new AccountId(row.getObject(1, UUID.class)));
                String status = row.getString(2);
                throw ProblemException.of(
                        problem(status),
                        "The account " + account.address() + " is " + status + ", and agrees on no instalments.");
            }
        }
        return true;
    }

    private static AccountRef account(Map<AccountId, AccountRef> accounts, AccountId id) {
        return Optional.ofNullable(accounts.get(id)).orElseThrow();
    }

    private static ProblemType problem(String status) {
        return switch (status) {
            case "frozen" -> ProblemType.ACCOUNT_FROZEN;
            case "leaving" -> ProblemType.ACCOUNT_LEAVING;
            default -> ProblemType.ACCOUNT_CLOSED;
        };
    }

    /** The row is kept as it is until the end: nobody's right to accept is taken away in between. */
    private static boolean isPresent(Connection connection, Access access) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VERSION)) {
            statement.setObject(1, access.community().id().value());
            statement.setLong(2, access.version());
            return statement.executeQuery().next();
        }
    }
}
