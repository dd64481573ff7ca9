package org.tallystick.community;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;

/** The rules of a community as a client writes them; what is absent stays as it is. */
@Schema(name = "SettingsChange")
public record SettingsBody(
        @Nullable String balances,
        @Nullable String mediation,
        @Nullable String clientConsent,
        @Nullable Boolean frozenMayReceive) {

    Settings read(String field, Settings present, FieldErrors errors) {
        return new Settings(
                errors.readIfPresent(field + ".balances", balances, Settings::readBalances)
                        .orElse(present.balances()),
                errors.readIfPresent(field + ".mediation", mediation, Settings::readMediation)
                        .orElse(present.mediation()),
                errors.readIfPresent(field + ".clientConsent", clientConsent, Settings::readClientConsent)
                        .orElse(present.clientConsent()),
                frozenMayReceive == null ? present.frozenMayReceive() : frozenMayReceive);
    }
}
