package org.tallystick.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.trade.TradeView;

/**
 * What an acceptance has come to.
 *
 * @param trade that was booked; absent while others have not consented yet
 */
@JsonInclude(Include.NON_NULL)
@Schema(name = "AcceptedProposal")
public record AcceptanceView(
        ProposalView proposal, @Nullable TradeView trade) {}
