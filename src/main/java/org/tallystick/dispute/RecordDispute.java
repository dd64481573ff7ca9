package org.tallystick.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.trade.TradeView;

/**
 * Writes down what became of a dispute, and tells the parties, in the caller's transaction. What was said in words stands with the
 * dispute alone, for it is forgotten with either party, and a record is kept for ever.
 */
@ApplicationScoped
class RecordDispute {
    private static final Reason OPENED = new Reason("A trade is disputed");
    private static final Reason ENDED = new Reason("A dispute is over");

    private final AccessChanges changes;
    private final TellOfDispute telling;

    RecordDispute(AccessChanges changes, TellOfDispute telling) {
        this.changes = changes;
        this.telling = telling;
    }

    void opened(Access by, Dispute dispute, MemberId member, TradeView trade) {
        changes.record(
                by.community().id(),
                Subject.DISPUTE,
                dispute.id().toString(),
                by.caller().actor(),
                OPENED,
                null,
                Map.of("trade", dispute.trade().toString(), "status", DisputeState.OPEN.text()),
                Optional.of(member));
        telling.opened(by, dispute, trade);
    }

    void ended(Access by, Dispute dispute, TradeView trade) {
        changes.record(
                by.community().id(),
                Subject.DISPUTE,
                dispute.id().toString(),
                by.caller().actor(),
                ENDED,
                Map.of("status", DisputeState.OPEN.text()),
                Map.of("status", dispute.state().text()),
                Optional.of(dispute.flaggedFor()));
        telling.ended(by, dispute, trade);
    }
}
