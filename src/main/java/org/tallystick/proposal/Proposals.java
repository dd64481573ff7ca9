package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * Reads proposals, as far as the caller may see them: by {@link Permission#SEE_TRADES} for one of the parties, as whoever proposed
 * it, or by its link. Waits for the database.
 */
@ApplicationScoped
public class Proposals {
    private final Database database;
    private final Directory directory;

    Proposals(Database database, Directory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** @throws ProblemException 404 if there is none, or the caller has no part in it */
    Proposal one(Access access, UUID id) {
        return find(access.community().id(), id)
                .filter(proposal -> isSeen(access, proposal))
                .orElseThrow(Proposals::notFound);
    }

    /**
     * The same for whoever would do something about it: those may too who act for a party without seeing what it has.
     *
     * @param token of its link, where the caller has it
     */
    Proposal forAct(Access access, UUID id, @Nullable String token) {
        return find(access.community().id(), id)
                .filter(proposal -> isSeen(access, proposal) || isActedFor(access, proposal) || opens(proposal, token))
                .orElseThrow(Proposals::notFound);
    }

    /** @throws ProblemException 404 if it opens none */
    Proposal byLink(Access access, String token) {
        return database.with(connection ->
                        new ProposalSql(connection, access.community().id()).byLink(ProposalViews.digest(token)))
                .orElseThrow(Proposals::notFound);
    }

    Optional<Proposal> find(CommunityId community, UUID id) {
        return database.with(connection -> new ProposalSql(connection, community).find(id));
    }

    Optional<Proposal> byKey(CommunityId community, UUID caller, String key) {
        return database.with(connection -> new ProposalSql(connection, community).byKey(caller, key));
    }

    static boolean opens(Proposal proposal, @Nullable String token) {
        return token != null
                && proposal.origin()
                        .link()
                        .filter(link -> link.digest().equals(ProposalViews.digest(token)))
                        .isPresent();
    }

    private boolean isSeen(Access access, Proposal proposal) {
        boolean proposedIt = proposal.origin().by().equals(access.caller().id())
                && (access.mayForOwnRecords(Permission.SEE_TRADES) || isActedFor(access, proposal));
        return access.everywhere(Permission.SEE_TRADES)
                || proposedIt
                || accounts(proposal).values().stream()
                        .anyMatch(account -> access.may(Permission.SEE_TRADES, account.member()));
    }

    private boolean isActedFor(Access access, Proposal proposal) {
        return accounts(proposal).values().stream().anyMatch(account -> ProposalRights.mayActFor(access, account));
    }

    Map<AccountId, AccountRef> accounts(Proposal proposal) {
        return directory.allById(proposal.community(), proposal.accounts());
    }

    /** The newest first; one more than the limit if there are more. */
    List<Proposal> list(Access access, ProposalList.Query query) {
        return database.with(connection -> {
            ProposalSql sql = new ProposalSql(connection, access.community().id());
            return sql.read(new ProposalList(connection, access).ids(query));
        });
    }

    static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such proposal, or you may not see it.");
    }
}
