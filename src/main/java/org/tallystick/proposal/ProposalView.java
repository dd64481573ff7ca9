package org.tallystick.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as it is shown. Amounts are decimal strings in the scale of its currency.
 *
 * @param id absent from a dry run
 * @param mediated true where somebody proposed it by an office between others; else absent
 * @param held what is set aside for it; absent: nothing
 * @param instalments by which it may be accepted, or is; absent: all at once
 * @param reverses the trade that is undone, in full or in part, when it is accepted
 * @param token of its link, for whoever acts for the party that proposed it
 */
@JsonInclude(Include.NON_NULL)
@Schema(name = "Proposal")
public record ProposalView(
        @Nullable UUID id,
        String kind,
        String state,
        String amount,
        String acceptedAmount,
        String currency,
        String description,
        @Nullable List<LineView> lines,
        @Nullable String note,
        @Nullable String category,
        @Nullable Map<String, String> metadata,
        @Nullable LocalDate dueDate,
        @Nullable Instant createdAt,
        Instant expiresAt,
        String proposedBy,
        @Nullable Boolean mediated,
        @Nullable String held,
        List<PartyView> parties,
        List<PartView> trades,
        @Nullable UUID reverses,
        @Nullable List<InstalmentView> instalments,
        @Nullable String token) {

    /** A line of an invoice. */
    @Schema(name = "ProposalLine")
    public record LineView(String description, String quantity, String unitPrice, String total) {}

    /**
     * A party.
     *
     * @param account absent: whoever holds the link and accepts first
     * @param asked whether it waits for this party's consent, or has it
     */
    @JsonInclude(Include.NON_NULL)
    @Schema(name = "ProposalParty")
    public record PartyView(
            @Nullable String account,
            String side,
            String amount,
            boolean asked,
            @Nullable Instant consentedAt,
            @Nullable String consentedBy,
            @Nullable Instant declinedAt) {}

    /**
     * An instalment.
     *
     * @param trade of one that is booked
     * @param refusal the code of why the books refused it last; it is tried again every day
     */
    @JsonInclude(Include.NON_NULL)
    @Schema(name = "Instalment")
    public record InstalmentView(
            int number,
            LocalDate dueDate,
            String amount,
            String state,
            @Nullable UUID trade,
            @Nullable String refusal,
            @Nullable Instant refusedAt) {}

    /** A trade that came of it. */
    @Schema(name = "ProposalTrade")
    public record PartView(UUID trade, String amount, Instant acceptedAt, String acceptedBy) {}
}
