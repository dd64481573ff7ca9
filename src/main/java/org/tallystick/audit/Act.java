package org.tallystick.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param kind of what was changed; {@code trade} for one that was recorded by an office
 * @param subject what was changed, by the name that people know
 * @param changedBy the user or the exchange system
 * @param program what the program calls itself from which a user did it; for those alone who may see the whole log
 * @param member whom it concerns
 * @param before null for what is new
 * @param after null for what is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Change")
record Act(
        UUID id,
        String kind,
        String subject,
        Instant changedAt,
        String changedBy,
        @Nullable String program,
        @Nullable String member,
        String reason,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after) {

    Act withoutProgram() {
        return new Act(id, kind, subject, changedAt, changedBy, null, member, reason, before, after);
    }
}
