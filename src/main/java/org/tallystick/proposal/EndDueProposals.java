package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;
import org.tallystick.problem.InvariantFailures;
import org.tallystick.problem.ProblemException;
import org.tallystick.proposal.ProposalMachine.Event;

/**
 * Ends what nobody has answered in time, and what nobody can answer any more: in a community that is being wound up, and of a member
 * that has vanished or died, or has not settled in time. What was set aside is given back.
 */
@ApplicationScoped
public class EndDueProposals implements Chore {
    private static final Logger LOG = Logger.getLogger(EndDueProposals.class);
    private static final int MOST_AT_ONCE = 500;

    private static final String DUE = """
            SELECT p.community_id, p.proposal_id, p.expires_at <= ? AS expired FROM proposal p
              JOIN community c ON c.community_id = p.community_id
             WHERE p.state IN ('open', 'partly-accepted') AND (p.expires_at <= ? OR c.phase <> 'open' OR EXISTS (
                   SELECT FROM departure d
                     JOIN account a ON a.community_id = d.community_id AND a.member_id = d.member_id
                     JOIN proposal_party y ON y.community_id = a.community_id AND y.account_id = a.account_id
                    WHERE d.community_id = p.community_id AND d.ended_at IS NULL AND y.proposal_id = p.proposal_id
                      AND (d.cause <> 'leaves' OR d.deadline < ?)))
             ORDER BY p.expires_at LIMIT ?""";

    private final Proposals proposals;
    private final EndProposal end;
    private final Sql sql;

    EndDueProposals(Proposals proposals, EndProposal end, Sql sql) {
        this.proposals = proposals;
        this.end = end;
        this.sql = sql;
    }

    private record Due(CommunityId community, UUID id, Event event) {}

    @Override
    public void runDue(Instant now) {
        // A deadline is over when its day is, wherever on earth the community lies.
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        List<Due> due = sql.list(
                DUE,
                row -> new Due(
                        new CommunityId(row.getObject("community_id", UUID.class)),
                        row.getObject("proposal_id", UUID.class),
                        row.getBoolean("expired") ? Event.EXPIRE : Event.CLOSE),
                now,
                now,
                today,
                MOST_AT_ONCE);
        for (Due one : due) {
            try {
                proposals.find(one.community(), one.id()).ifPresent(proposal -> end.byItself(proposal, one.event()));
            } catch (ProblemException e) {
                // Another instance or a party was faster, or the books are busy: the next round looks again.
                LOG.debugf(
                        "proposal %s is not ended now: %s",
                        one.id(), e.problem().detail());
            } catch (RuntimeException | Error e) {
                // What is wrong with one holds up none of the others.
                InvariantFailures.tell(LOG, "chore", "proposal " + one.id() + " is not ended", e);
            }
        }
    }
}
