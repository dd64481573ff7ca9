package org.tallystick.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Members;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.trade.LookUpTrade;

/** Flags a trade, for one of its parties. */
@ApplicationScoped
class OpenDispute {
    /** How often the same trade can be flagged, whatever became of it. */
    private static final int MOST_OF_ONE_TRADE = 10;

    private final LookUpTrade trades;
    private final Members members;
    private final Disputes disputes;
    private final RecordDispute record;

    OpenDispute(LookUpTrade trades, Members members, Disputes disputes, RecordDispute record) {
        this.trades = trades;
        this.members = members;
        this.disputes = disputes;
        this.record = record;
    }

    /**
     * What a client writes.
     *
     * @param member the party for which the trade is flagged; needed where the caller acts for several
     */
    @Schema(name = "NewDispute")
    public record Body(@Nullable String reason, @Nullable String member) {}

    /**
     * @throws ProblemException {@code not-found}; {@code forbidden}; {@code malformed}; {@code state-conflict} where a dispute
     *     about the trade is open
     */
    @Transactional
    public Dispute open(Access by, UUID trade, Body body) {
        CommunityId community = by.community().id();
        LookUpTrade.Found found = trades.visible(by, trade);
        Set<MemberId> own = found.members().stream()
                .filter(member -> by.may(Permission.OPEN_DISPUTES, member))
                .collect(Collectors.toSet());
        if (own.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Only a party of the trade disputes it.");
        }
        FieldErrors errors = new FieldErrors();
        Reason reason = Reason.read(errors, body.reason());
        Optional<MemberId> member = body.member() == null && own.size() == 1
                ? own.stream().findFirst()
                : errors.read("member", body.member(), handle -> party(community, own, handle));
        errors.throwIfAny();
        Optional<UUID> opened = disputes.count(community, trade) < MOST_OF_ONE_TRADE
                ? disputes.open(by, trade, member.orElseThrow(), found.members(), reason.text())
                : Optional.empty();
        UUID id = opened.orElseThrow(() -> ProblemException.of(
                ProblemType.STATE_CONFLICT,
                "A dispute about this trade is open, or it was disputed " + MOST_OF_ONE_TRADE + " times."));
        Dispute dispute = disputes.visible(by, id);
        record.opened(by, dispute, member.orElseThrow(), found.view());
        return dispute;
    }

    private MemberId party(CommunityId community, Set<MemberId> own, String handle) {
        Map<String, MemberId> found = members.ids(community, List.of(handle));
        MemberId member = found.get(handle);
        if (member == null || !own.contains(member)) {
            throw new IllegalArgumentException("is not a party of the trade for which you act");
        }
        return member;
    }
}
