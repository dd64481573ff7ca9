package org.tallystick.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever holds it set a login's password, or act for a member, once.
 *
 * @param token shown once and stored nowhere; absent where it was sent by mail
 * @param sentTo the address that it was sent to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Invitation")
public record Invitation(@Nullable String token, @Nullable String sentTo, Instant expiresAt) {
    /** Without the token, for whoever logs it. */
    @Override
    public String toString() {
        return "Invitation until " + expiresAt;
    }
}
