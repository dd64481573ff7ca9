package org.tallystick.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one of those who run a community asked for, and a second decides.
 *
 * @param kind what is asked for: {@code limits}, {@code trade}, {@code reversal}, …
 * @param summary the same in words
 * @param state waiting, approved, refused, withdrawn, expired, or failed: approved, and then refused by a rule
 * @param outcome what came of it, once it is done
 * @param act all that was asked for, as the service does it; where one of them is looked at by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Approval")
public record Approval(
        UUID id,
        String kind,
        String summary,
        String state,
        String askedBy,
        Instant askedAt,
        Instant expiresAt,
        String reason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decision,
        @Nullable Instant doneAt,
        @Nullable String outcome,
        @Nullable Map<String, @Nullable Object> act) {
    /** The same with all that will be done. */
    Approval with(Map<String, @Nullable Object> all) {
        return new Approval(
                id, kind, summary, state, askedBy, askedAt, expiresAt, reason, decidedBy, decidedAt, decision, doneAt,
                outcome, all);
    }
}
