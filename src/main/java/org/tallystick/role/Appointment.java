package org.tallystick.role;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.user.Invitation;

/**
 * Somebody was given an office.
 *
 * @param invitation for a login that was made just now; shown once, to be handed to the person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Appointed")
public record Appointment(
        String username,
        String role,
        @Nullable String group,
        @Nullable Invitation invitation) {
    static Appointment of(String username, String role, @Nullable String group, Optional<Invitation> invitation) {
        return new Appointment(username, role, group, invitation.orElse(null));
    }
}
