package org.tallystick.trade;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.SoftLimits;

/**
 * A trade as it is shown. Amounts are decimal strings in the scale of its currency.
 *
 * @param id absent from a dry run
 * @param bookedAt absent from a dry run
 * @param recordedAt the true instant, for a trade whose booking time came with an import
 * @param recordedBy the user or the exchange system
 * @param onBehalfOf the member for whom a program or an administrator acted
 * @param reverses the trade that this one undoes, in full or in part
 * @param category the code of one of the community's categories; absent: none
 * @param mediated true where somebody recorded it by an office for the payer; else absent
 * @param disputed true where a party has flagged it, and nobody has decided on that yet; else absent, and absent from what was just booked
 * @param overrideBy the administrator who took responsibility for passing the limits
 * @param levies what the parties owe the fund by it, which is booked with it; absent: nothing
 * @param warnings of the accounts that the caller may see and that now stand beyond their soft limits; absent: none
 */
@JsonInclude(Include.NON_NULL)
@Schema(name = "Trade")
public record TradeView(
        @Nullable UUID id,
        String payer,
        String payee,
        String amount,
        String currency,
        String description,
        @Nullable Instant bookedAt,
        @Nullable Instant recordedAt,
        LocalDate valueDate,
        String recordedBy,
        @Nullable String onBehalfOf,
        @Nullable UUID reverses,
        @Nullable String reason,
        @Nullable String overrideBy,
        @Nullable Map<String, String> metadata,
        @Nullable String category,
        @Nullable Boolean mediated,
        @Nullable Boolean disputed,
        List<EntryView> entries,
        @Nullable List<LevyShare> levies,
        @Nullable List<SoftLimits.Warning> warnings) {

    /**
     * A line of the trade.
     *
     * @param balanceAfter only where the caller may see that account in full
     * @param entryNo likewise
     * @param levy true where it goes to the fund, or comes back from it; else absent
     */
    @JsonInclude(Include.NON_NULL)
    @Schema(name = "Entry")
    public record EntryView(
            String account,
            String amount,
            @Nullable String balanceAfter,
            @Nullable Long entryNo,
            @Nullable Boolean levy) {}

    /**
     * What a party owes the fund by the trade.
     *
     * @param side of the trade on which the party stands: {@code payer} or {@code payee}
     * @param amount less than zero where a reversal gives it back
     */
    @Schema(name = "LevyShare")
    public record LevyShare(String party, String side, String amount) {}

    TradeView warning(List<SoftLimits.Warning> some) {
        return some.isEmpty() ? this : with(disputed, some);
    }

    TradeView inDispute() {
        return with(true, warnings);
    }

    private TradeView with(@Nullable Boolean flagged, @Nullable List<SoftLimits.Warning> some) {
        return new TradeView(
                id,
                payer,
                payee,
                amount,
                currency,
                description,
                bookedAt,
                recordedAt,
                valueDate,
                recordedBy,
                onBehalfOf,
                reverses,
                reason,
                overrideBy,
                metadata,
                category,
                mediated,
                flagged,
                entries,
                levies,
                some);
    }
}
