package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.change.ChangeRecords;
import org.tallystick.ledger.AccountId;
import org.tallystick.platform.Database;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** The payee asks for the instalments no more that are still to be booked. What was booked stays. */
@ApplicationScoped
class ReleaseInstalments {
    static final String RELEASED = "release-instalments";

    private final Proposals proposals;
    private final ProposalViews views;
    private final Database database;
    private final Clock clock;

    ReleaseInstalments(Proposals proposals, ProposalViews views, Database database, Clock clock) {
        this.proposals = proposals;
        this.views = views;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Changes nothing where none is left.
     *
     * @throws ProblemException {@code forbidden} but for whoever acts for the payee, and for who would do so by an office in their own
     *     favour; {@code state-conflict} for a proposal that was not accepted by instalments
     */
    ProposalView release(Access access, UUID id) {
        Proposal proposal = proposals.forAct(access, id, null);
        Map<AccountId, AccountRef> accounts = proposals.accounts(proposal);
        AccountRef payee = requireMayRelease(access, proposal, accounts);
        if (!proposal.isByInstalments()) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, "The proposal was not accepted by instalments.");
        }
        run(proposal, connection -> {
            Instant now = clock.instant();
            Optional<Integer> party = Optional.of(proposal.on(Side.PAYEE).get(0).number());
            new ProposalWrites(connection)
                    .note(proposal, RELEASED, party, Optional.of(access.caller().id()), now);
            if (ProposalRights.byOffice(access, payee)) {
                ChangeRecords.write(
                        connection,
                        proposal.community(),
                        now,
                        ProposalRecords.released(access, proposal, payee.member()));
            }
        });
        return views.of(proposals.find(proposal.community(), id).orElseThrow(), access);
    }

    /** Nobody is left to ask for them. */
    void byItself(Proposal proposal) {
        run(
                proposal,
                connection -> new ProposalWrites(connection)
                        .note(proposal, RELEASED, Optional.empty(), Optional.empty(), clock.instant()));
    }

    @FunctionalInterface
    private interface Along {
        void in(Connection connection) throws SQLException;
    }

    private void run(Proposal proposal, Along along) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.with(connection -> {
                    new ProposalWrites(connection).lock(proposal);
                    if (new InstalmentSql(connection).release(proposal) > 0) {
                        along.in(connection);
                    }
                    return true;
                }));
    }

    private static AccountRef requireMayRelease(Access access, Proposal proposal, Map<AccountId, AccountRef> accounts) {
        Optional<AccountRef> payee = account(proposal, Side.PAYEE, accounts);
        boolean acts = proposal.isBetweenTwo()
                && payee.filter(one -> ProposalRights.mayActFor(access, one)).isPresent();
        boolean inOwnFavour = acts
                && ProposalRights.byOffice(access, payee.orElseThrow())
                && account(proposal, Side.PAYER, accounts)
                        .flatMap(AccountRef::member)
                        .filter(access::actsFor)
                        .isPresent();
        if (!acts || inOwnFavour) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Only whoever is paid releases the payer from what is left.");
        }
        return payee.orElseThrow();
    }

    private static Optional<AccountRef> account(Proposal proposal, Side side, Map<AccountId, AccountRef> accounts) {
        return proposal.on(side).get(0).account().map(accounts::get);
    }
}
