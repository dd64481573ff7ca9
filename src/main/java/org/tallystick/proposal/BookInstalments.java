package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;
import org.tallystick.problem.InvariantFailures;

/**
 * Books every instalment on its day, or as soon after it as the books allow: what is refused is tried again the next day. In a community
 * that is being wound up nothing is booked any more, and all are released.
 */
@ApplicationScoped
public class BookInstalments implements Chore {
    private static final Logger LOG = Logger.getLogger(BookInstalments.class);
    private static final int MOST_AT_ONCE = 500;

    private static final String DUE = """
            SELECT i.community_id, i.proposal_id, i.instalment_no, c.time_zone, d.today, c.phase = 'open' AS open FROM instalment i
              JOIN community c ON c.community_id = i.community_id
             CROSS JOIN LATERAL (SELECT (?::timestamptz AT TIME ZONE c.time_zone)::date AS today) d
             WHERE i.state = 'pending'
               AND (c.phase <> 'open' OR (i.due_date <= d.today AND (i.tried_on IS NULL OR i.tried_on < d.today)))
             ORDER BY i.due_date, i.proposal_id, i.instalment_no LIMIT ?""";

    private final BookInstalment book;
    private final ReleaseInstalments release;
    private final Proposals proposals;
    private final Sql sql;

    BookInstalments(BookInstalment book, ReleaseInstalments release, Proposals proposals, Sql sql) {
        this.book = book;
        this.release = release;
        this.proposals = proposals;
        this.sql = sql;
    }

    private record Due(CommunityId community, UUID proposal, int number, String zone, LocalDate today, boolean open) {}

    @Override
    public void runDue(Instant now) {
        List<Due> due = sql.list(
                DUE,
                row -> new Due(
                        new CommunityId(row.getObject("community_id", UUID.class)),
                        row.getObject("proposal_id", UUID.class),
                        row.getInt("instalment_no"),
                        row.getString("time_zone"),
                        row.getObject("today", LocalDate.class),
                        row.getBoolean("open")),
                now,
                MOST_AT_ONCE);
        for (Due one : due) {
            try {
                proposals.find(one.community(), one.proposal()).ifPresent(proposal -> end(one, proposal));
            } catch (RuntimeException | Error e) {
                // The books are busy, or another instance was faster. The others are not held up, and the next round
                // looks again.
                String sentence =
                        "instalment %d of proposal %s is not booked now".formatted(one.number(), one.proposal());
                InvariantFailures.tell(LOG, "chore", sentence, e);
            }
        }
    }

    private void end(Due due, Proposal proposal) {
        if (due.open()) {
            book.book(proposal, proposal.instalments().get(due.number() - 1), ZoneId.of(due.zone()), due.today());
        } else {
            release.byItself(proposal);
        }
    }
}
