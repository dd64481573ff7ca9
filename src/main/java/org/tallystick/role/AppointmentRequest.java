package org.tallystick.role;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom to appoint, to what, and why. */
@Schema(name = "Appointment")
public record AppointmentRequest(
        @Nullable String username,
        @Nullable String role,
        @Nullable String reason) {}
