package org.tallystick.community;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Rules;
import org.tallystick.problem.FieldErrors;

/** The rules of a community as a client writes them; what is absent stays as it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SettingsChange")
public record SettingsBody(
        @Nullable String balances,
        @Nullable String mediation,
        @Nullable String clientConsent,
        @Nullable Boolean frozenMayReceive,
        @Nullable Integer valueDateDaysBack,
        @Nullable List<@Nullable String> languages,
        @Nullable String termsRequired,
        @Nullable Boolean tellOfMediation) {

    /** What is absent here is taken from the other. */
    SettingsBody over(SettingsBody other) {
        return new SettingsBody(
                either(balances, other.balances),
                either(mediation, other.mediation),
                either(clientConsent, other.clientConsent),
                either(frozenMayReceive, other.frozenMayReceive),
                either(valueDateDaysBack, other.valueDateDaysBack),
                either(languages, other.languages),
                either(termsRequired, other.termsRequired),
                either(tellOfMediation, other.tellOfMediation));
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    Settings read(String field, Settings present, FieldErrors errors) {
        return new Settings(
                errors.readIfPresent(field + ".balances", balances, Settings::readBalances)
                        .orElse(present.balances()),
                errors.readIfPresent(field + ".mediation", mediation, Settings::readMediation)
                        .orElse(present.mediation()),
                errors.readIfPresent(field + ".clientConsent", clientConsent, Settings::readClientConsent)
                        .orElse(present.clientConsent()),
                frozenMayReceive == null ? present.frozenMayReceive() : frozenMayReceive,
                valueDateDaysBack == null ? present.valueDateDaysBack() : daysBack(field, valueDateDaysBack, errors),
                languages == null ? present.languages() : Languages.read(field + ".languages", languages, errors),
                errors.readIfPresent(field + ".termsRequired", termsRequired, Settings::readTermsRequired)
                        .orElse(present.termsRequired()),
                tellOfMediation == null ? present.tellOfMediation() : tellOfMediation);
    }

    private static int daysBack(String field, int days, FieldErrors errors) {
        if (days < 0 || days > Rules.MOST_DAYS_BACK) {
            errors.add(field + ".valueDateDaysBack", "malformed", "is 0 to " + Rules.MOST_DAYS_BACK);
            return 0;
        }
        return days;
    }
}
