package org.tallystick.departure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a member left behind, and who took it on.
 *
 * @param id null where nothing remained
 * @param against {@code settlement} or {@code fund}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WriteOff")
public record WriteOffView(
        @Nullable UUID id,
        String member,
        @Schema(enumeration = {"settlement", "fund"}) String against,
        String reason,
        String decidedBy,
        Instant decidedAt,
        List<WrittenOff> amounts) {

    /**
     * Of one account.
     *
     * @param amount what it stood at: below zero where the member owed it
     * @param trade that brought it to zero
     */
    @Schema(name = "WrittenOff")
    public record WrittenOff(String currency, String amount, UUID trade) {}
}
