package org.tallystick.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.proposal.OfficeConsents;
import org.tallystick.security.Access;
import org.tallystick.trade.LookUpTrade;

/**
 * Ends a dispute: a mediator or an administrator decides who has no part in it and had no hand in the trade, or whoever opened it takes it
 * back.
 */
@ApplicationScoped
class ResolveDispute {
    private final Disputes disputes;
    private final LookUpTrade trades;
    private final OfficeConsents consents;
    private final RecordDispute record;

    ResolveDispute(Disputes disputes, LookUpTrade trades, OfficeConsents consents, RecordDispute record) {
        this.consents = consents;
        this.disputes = disputes;
        this.trades = trades;
        this.record = record;
    }

    /**
     * What a client writes.
     *
     * @param outcome {@code upheld}, {@code rejected} or {@code settled}
     * @param reversal of the trade, where one followed
     */
    @Schema(name = "DisputeResolution")
    public record Body(
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String reversal) {}

    /**
     * @throws ProblemException {@code not-found}; {@code forbidden}; {@code malformed}; {@code state-conflict} for one that is
     *     over
     */
    @Transactional
    public Dispute resolve(Access by, UUID id, Body body) {
        Dispute dispute = disputes.visible(by, id);
        requireNoPart(by, dispute);
        FieldErrors errors = new FieldErrors();
        Optional<DisputeState> outcome = errors.read("outcome", body.outcome(), DisputeState::readOutcome);
        Reason reason = Reason.read(errors, body.reason());
        Optional<UUID> reversal = errors.readIfPresent(
                "reversal", body.reversal(), text -> reversal(by.community().id(), dispute, text));
        errors.throwIfAny();
        disputes.close(by, dispute, outcome.orElseThrow(), reason.text(), reversal.orElse(null));
        return ended(by, id);
    }

    /** @throws ProblemException {@code not-found}; {@code forbidden}; {@code state-conflict} for one that is over */
    @Transactional
    public Dispute withdraw(Access by, UUID id) {
        Dispute dispute = disputes.visible(by, id);
        if (!dispute.openedBy().equals(by.caller().id())) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Only who opened a dispute takes it back.");
        }
        disputes.close(by, dispute, DisputeState.WITHDRAWN, null, null);
        return ended(by, id);
    }

    private Dispute ended(Access by, UUID id) {
        Dispute dispute = disputes.visible(by, id);
        record.ended(by, dispute, trades.any(by, dispute.trade()).view());
        return dispute;
    }

    private void requireNoPart(Access by, Dispute dispute) {
        boolean hasPart = dispute.openedBy().equals(by.caller().id())
                || dispute.parties().stream().anyMatch(by::actsFor);
        if (hasPart) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Nobody resolves a dispute in which they have a part; another mediator or administrator does.");
        }
        UUID who = by.caller().id();
        if (trades.isBy(by.community().id(), dispute.trade(), who)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You recorded this trade, passed the limits by it, or agreed on it; another mediator or administrator"
                            + " resolves the dispute.");
        }
        if (consents.areBehind(by.community().id(), dispute.trade(), who)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You proposed this trade, or consented to it for somebody, by an office; another mediator or"
                            + " administrator resolves the dispute.");
        }
    }

    private UUID reversal(CommunityId community, Dispute dispute, String text) {
        UUID reversal = UUID.fromString(text);
        if (!trades.isReversal(community, reversal, dispute.trade())) {
            throw new IllegalArgumentException("is not a reversal of the trade");
        }
        return reversal;
    }
}
