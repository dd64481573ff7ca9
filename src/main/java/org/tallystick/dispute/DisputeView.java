package org.tallystick.dispute;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.trade.TradeView;

/**
 * A flagged trade as it is shown.
 *
 * @param member the handle of the party for which it was flagged
 * @param parties the handles of all members with an account in the trade
 * @param reversal the reversal of the trade that followed
 * @param trade only of one that is asked for by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Dispute")
public record DisputeView(
        UUID id,
        UUID tradeId,
        String member,
        List<String> parties,

        @Schema(enumeration = {"open", "upheld", "rejected", "settled", "withdrawn"})
        String state,

        String reason,
        String openedBy,
        Instant openedAt,
        @Nullable String resolution,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable UUID reversal,
        @Nullable TradeView trade) {

    static DisputeView of(Dispute dispute, @Nullable TradeView trade) {
        return new DisputeView(
                dispute.id(),
                dispute.trade(),
                dispute.member(),
                dispute.handles(),
                dispute.state().text(),
                dispute.reason(),
                dispute.opener(),
                dispute.openedAt(),
                dispute.resolution().orElse(null),
                dispute.decidedBy().orElse(null),
                dispute.decidedAt().orElse(null),
                dispute.reversal().orElse(null),
                trade);
    }
}
