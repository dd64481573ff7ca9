package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How an application of a policy stands.
 *
 * @param asOf the day for which limits are found
 * @param state {@code queued}, {@code running}, {@code done}, or {@code superseded} by that of another version
 * @param done how many accounts were looked at
 * @param changed of how many the limits were changed
 * @param announced for how many a fall was announced
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PolicyApplication")
public record ApplicationView(
        LocalDate asOf,
        String state,
        int done,
        int total,
        int changed,
        int announced,
        List<AccountError> errors,
        @Nullable Instant endedAt) {

    /** An account that kept its limits, and why. */
    @Schema(name = "PolicyApplicationError")
    public record AccountError(String member, String code, String detail) {}
}
