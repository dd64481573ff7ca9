package org.tallystick.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;
import org.tallystick.problem.InvariantFailures;

/**
 * Tells the other sides by mail what has become of proposals: each owner of a member whose login has a confirmed address. An event is
 * taken in the transaction that writes its letters, so several instances tell once.
 */
@ApplicationScoped
public class TellOfProposals implements Chore {
    private static final Logger LOG = Logger.getLogger(TellOfProposals.class);
    private static final int MOST_AT_ONCE = 200;

    private static final String UNTOLD = """
            SELECT community_id, proposal_id, version FROM proposal_event
             WHERE told_at IS NULL ORDER BY done_at, version LIMIT ?""";

    private static final String TAKEN = """
            SELECT e.community_id, e.proposal_id, e.version, e.event, e.party_no, c.name,
                   e.event = 'refuse' AND EXISTS (
                       SELECT FROM proposal_event b WHERE b.community_id = e.community_id AND b.proposal_id = e.proposal_id
                          AND b.version = e.version - 1 AND b.event = 'refuse') AS repeated
              FROM proposal_event e
              JOIN community c ON c.community_id = e.community_id
             WHERE e.community_id = ? AND e.proposal_id = ? AND e.version = ? AND e.told_at IS NULL
               FOR UPDATE OF e SKIP LOCKED""";

    private static final String TOLD = """
            UPDATE proposal_event SET told_at = ? WHERE community_id = ? AND proposal_id = ? AND version = ?""";

    private static final String OWNERS = """
            SELECT m.handle, u.email FROM member m
              JOIN membership o ON o.community_id = m.community_id AND o.member_id = m.member_id AND o.role = 'owner'
              JOIN app_user u ON u.user_id = o.user_id AND u.status = 'active' AND u.email_confirmed_at IS NOT NULL
             WHERE m.community_id = ? AND m.member_id = ? ORDER BY u.email""";

    private final Proposals proposals;
    private final Mails mails;
    private final Sql sql;

    TellOfProposals(Proposals proposals, Mails mails, Sql sql) {
        this.proposals = proposals;
        this.mails = mails;
        this.sql = sql;
    }

    /** @param repeated whether the books refused it the last time too, and nothing else has happened since */
    private record Untold(
            CommunityId community,
            UUID proposal,
            long version,
            String event,
            Optional<Integer> party,
            String name,
            boolean repeated) {}

    private record Due(CommunityId community, UUID proposal, long version) {}

    @Override
    public void runDue(Instant now) {
        List<Due> due = sql.list(
                UNTOLD,
                row -> new Due(
                        new CommunityId(row.getObject("community_id", UUID.class)),
                        row.getObject("proposal_id", UUID.class),
                        row.getLong("version")),
                MOST_AT_ONCE);
        for (Due one : due) {
            try {
                QuarkusTransaction.requiringNew().run(() -> taken(one).ifPresent(event -> tellOnce(event, now)));
            } catch (RuntimeException | Error e) {
                // What is wrong with one holds up none of the others, nor takes their letters back.
                String sentence = "nobody is told of change %d of proposal %s".formatted(one.version(), one.proposal());
                InvariantFailures.tell(LOG, "chore", sentence, e);
            }
        }
    }

    /** Empty where another instance has it, or has told. */
    private Optional<Untold> taken(Due due) {
        return sql.one(
                TAKEN,
                row -> new Untold(
                        due.community(),
                        due.proposal(),
                        due.version(),
                        row.getString("event"),
                        Optional.ofNullable(row.getObject("party_no", Integer.class)),
                        row.getString("name"),
                        row.getBoolean("repeated")),
                due.community().value(),
                due.proposal(),
                due.version());
    }

    private void tellOnce(Untold one, Instant now) {
        if (mails.enabled() && !one.repeated()) {
            proposals.find(one.community(), one.proposal()).ifPresent(proposal -> tell(one, proposal));
        }
        sql.update(TOLD, now, one.community().value(), one.proposal(), one.version());
    }

    private void tell(Untold event, Proposal proposal) {
        Map<AccountId, AccountRef> accounts = proposals.accounts(proposal);
        ProposalNews news = new ProposalNews(proposal, accounts, event.event(), event.party(), event.name());
        for (ProposalParty party : proposal.parties()) {
            boolean actor =
                    event.party().filter(number -> number == party.number()).isPresent();
            Optional<AccountRef> account = party.account().map(accounts::get);
            if (!actor && account.isPresent() && account.get().member().isPresent()) {
                sql.list(
                                OWNERS,
                                row -> new Owner(row.getString(1), row.getString(2)),
                                event.community().value(),
                                account.get().member().get().value())
                        .forEach(owner -> news.to(owner.handle(), party)
                                .ifPresent(letter -> mails.send(new Recipient(owner.email()), letter)));
            }
        }
    }

    private record Owner(String handle, String email) {}
}
