package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.ChangeStatus;
import org.tallystick.member.Member;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.Members;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;
import org.tallystick.problem.InvariantFailures;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Closes the accounts of those who are leaving and have settled: all stand at zero, nothing is on hold, and no
 * instalment is to be booked. In the name of
 * whoever began the departure. Under the locks it is looked again, so that of several instances one closes.
 */
@ApplicationScoped
public class CloseSettled implements Chore {
    static final Reason REASON = new Reason("All accounts stand at zero");

    private static final Logger LOG = Logger.getLogger(CloseSettled.class);
    private static final int MOST_AT_ONCE = 500;

    private static final String SETTLED = """
            SELECT d.community_id, m.handle, d.started_by FROM departure d
              JOIN member m ON m.community_id = d.community_id AND m.member_id = d.member_id
             WHERE d.ended_at IS NULL AND NOT EXISTS (
                   SELECT FROM account a WHERE a.community_id = d.community_id AND a.member_id = d.member_id
                      AND (a.balance <> 0 OR a.held_out <> 0 OR a.held_in <> 0))
               AND NOT EXISTS (
                   SELECT FROM account a
                     JOIN proposal_party y ON y.community_id = a.community_id AND y.account_id = a.account_id
                     JOIN instalment i ON i.community_id = y.community_id AND i.proposal_id = y.proposal_id
                    WHERE a.community_id = d.community_id AND a.member_id = d.member_id AND i.state = 'pending')
             ORDER BY d.departure_id LIMIT ?""";

    private final Sql sql;
    private final Members members;
    private final ChangeStatus changeStatus;

    CloseSettled(Sql sql, Members members, ChangeStatus changeStatus) {
        this.sql = sql;
        this.members = members;
        this.changeStatus = changeStatus;
    }

    private record Settled(CommunityId community, String handle, UUID startedBy) {}

    @Override
    public void runDue(Instant now) {
        List<Settled> settled = sql.list(
                SETTLED,
                row -> new Settled(
                        new CommunityId(row.getObject("community_id", UUID.class)),
                        row.getString("handle"),
                        row.getObject("started_by", UUID.class)),
                MOST_AT_ONCE);
        for (Settled one : settled) {
            try {
                members.find(one.community(), one.handle()).ifPresent(member -> close(one, member));
            } catch (ProblemException e) {
                // Another instance was faster, or it has traded since: the next round looks again.
                LOG.debugf("%s is not closed now: %s", one.handle(), e.problem().detail());
            } catch (RuntimeException | Error e) {
                // What is wrong with one holds up none of the others.
                String sentence = "%s of community %s is not closed".formatted(one.handle(), one.community());
                InvariantFailures.tell(LOG, "chore", sentence, e);
            }
        }
    }

    private void close(Settled settled, Member member) {
        changeStatus.changeUnattended(
                settled.community(),
                member,
                MemberStatus.LEFT,
                Actor.of(settled.startedBy()),
                REASON,
                (connection, before) -> {
                    requireLeaving(before);
                    return Map.of();
                });
    }

    static void requireLeaving(Member member) {
        if (member.status() != MemberStatus.LEAVING) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, member.handle() + " is not leaving any more.");
        }
    }
}
