package org.tallystick.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tallystick.community.Communities;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.platform.Sql;
import org.tallystick.security.Access;
import org.tallystick.trade.TradeView;

/**
 * Tells the parties of a dispute by mail what became of it: every owner of one whose login has a confirmed address, but for whoever
 * has just done it. The letters say what was said in words to nobody: whoever reads them reads that over the API.
 */
@ApplicationScoped
class TellOfDispute {
    private static final String OWNERS = """
            SELECT DISTINCT u.username, u.email FROM dispute_party p
              JOIN membership o ON o.community_id = p.community_id AND o.member_id = p.member_id AND o.role = 'owner'
              JOIN app_user u ON u.user_id = o.user_id AND u.status = 'active' AND u.email_confirmed_at IS NOT NULL
             WHERE p.community_id = ? AND p.dispute_id = ? AND u.user_id <> ?
             ORDER BY u.username""";

    private final Communities communities;
    private final Mails mails;
    private final Sql sql;

    TellOfDispute(Communities communities, Mails mails, Sql sql) {
        this.communities = communities;
        this.mails = mails;
        this.sql = sql;
    }

    private record Owner(String username, String email) {}

    void opened(Access by, Dispute dispute, TradeView trade) {
        tell(
                by,
                dispute,
                "dispute-opened",
                dispute.member() + " disputes a trade with you",
                dispute.member() + " disputes " + inWords(trade) + ".",
                "A mediator or an administrator will decide. The dispute " + dispute.id() + " says why.");
    }

    void ended(Access by, Dispute dispute, TradeView trade) {
        tell(
                by,
                dispute,
                "dispute-ended",
                "A dispute about a trade of yours is over",
                "The dispute about " + inWords(trade) + " is " + dispute.state().text() + ".",
                "The dispute " + dispute.id() + " says more.");
    }

    private static String inWords(TradeView trade) {
        return "the trade of " + trade.valueDate() + " by which " + trade.payer() + " paid " + trade.payee() + " "
                + trade.amount() + " " + trade.currency();
    }

    private void tell(Access by, Dispute dispute, String kind, String subject, String sentence, String advice) {
        if (!mails.enabled()) {
            return;
        }
        String community = communities.byId(by.community().id()).orElseThrow().name();
        List<Owner> owners = sql.list(
                OWNERS,
                row -> new Owner(row.getString(1), row.getString(2)),
                by.community().id().value(),
                dispute.id(),
                by.caller().id());
        for (Owner owner : owners) {
            mails.send(
                    new Recipient(owner.email()),
                    new Letter.News(kind, community + ": " + subject, owner.username(), sentence, advice));
        }
    }
}
