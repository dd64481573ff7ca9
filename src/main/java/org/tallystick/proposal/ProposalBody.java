package org.tallystick.proposal;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as it is asked for. Of each side one names {@code payer} or {@code payers}, {@code payee} or {@code payees}; without
 * the other side it is open to whoever holds its link.
 */
@Schema(name = "NewProposal")
public record ProposalBody(
        @Nullable String kind,
        @Nullable String payer,
        @Nullable String payee,
        @Nullable List<@Nullable ShareBody> payers,
        @Nullable List<@Nullable ShareBody> payees,
        @Nullable String amount,
        @Nullable String description,
        @Nullable List<@Nullable LineBody> lines,
        @Nullable String note,
        @Nullable String category,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable String dueDate,
        @Nullable String expiresAt,
        @Nullable Boolean hold,
        @Nullable List<@Nullable InstalmentBody> instalments) {

    /** What one of several pays, or is paid. */
    @Schema(name = "NewProposalShare")
    public record ShareBody(
            @Nullable String account, @Nullable String amount) {}

    /** A part that is to be paid on a day. */
    @Schema(name = "NewInstalment")
    public record InstalmentBody(
            @Nullable String dueDate, @Nullable String amount) {}

    /** A line of an invoice. */
    @Schema(name = "NewProposalLine")
    public record LineBody(
            @Nullable String description,
            @Nullable String quantity,
            @Nullable String unitPrice) {}
}
