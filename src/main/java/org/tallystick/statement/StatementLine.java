package org.tallystick.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One entry on a statement, as JSON has it.
 *
 * @param counterparty the address of the other account, of the first one where there are several
 * @param counterpartyName how its member is called; what the account is for where it is the community's own
 * @param reverses the trade that this entry's trade undoes, in full or in part
 * @param mediated true where somebody recorded it by an office for the payer; else absent
 * @param category the code of one of the community's categories; absent: none
 * @param levy true where it goes to the community's fund, or comes back from it; else absent
 * @param andOthers how many accounts the other side has besides; absent: none
 */
@JsonInclude(Include.NON_NULL)
@Schema(name = "StatementLine")
public record StatementLine(
        long entryNo,
        Instant bookedAt,
        LocalDate valueDate,
        UUID tradeId,
        String counterparty,
        String counterpartyName,
        String description,
        String amount,
        String balanceAfter,
        @Nullable UUID reverses,
        @Nullable Boolean mediated,
        @Nullable String category,
        @Nullable Boolean levy,
        @Nullable Integer andOthers) {

    static StatementLine of(StatementEntry entry, StatementHead head) {
        return new StatementLine(
                entry.entryNo(),
                entry.bookedAt(),
                entry.valueDate(),
                entry.tradeId(),
                entry.counterparty().address(),
                entry.counterpartyName(),
                entry.description(),
                head.format(entry.amount()),
                head.format(entry.balanceAfter()),
                entry.reverses().orElse(null),
                entry.mediated() ? true : null,
                entry.category().orElse(null),
                entry.levy() ? true : null,
                entry.others() > 0 ? entry.others() : null);
    }
}
