package org.tallystick.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.member.EmailAddress;

/**
 * An application as those see it who decide.
 *
 * @param decidedBy absent where the community is open, and nobody had to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Application")
public record ApplicationView(
        UUID id,

        @Schema(enumeration = {"open", "approved", "refused"})
        String state,

        String handle,
        String name,
        String kind,
        @Nullable String email,
        Map<String, String> answers,
        Instant appliedAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String reason) {

    static ApplicationView of(Application application) {
        return new ApplicationView(
                application.id(),
                application.state().text(),
                application.handle().value(),
                application.name(),
                application.kind().text(),
                application.email().map(EmailAddress::value).orElse(null),
                application.answers(),
                application.appliedAt(),
                application.decidedAt().orElse(null),
                application.decidedBy().orElse(null),
                application.reason().orElse(null));
    }
}
