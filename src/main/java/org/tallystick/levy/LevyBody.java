package org.tallystick.levy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A levy as a client writes it.
 *
 * @param from today if absent
 * @param payer nothing is taken of who pays if absent
 * @param payee nothing is taken of who is paid if absent
 * @param exempt nobody and nothing if absent
 */
@Schema(name = "NewLevy")
public record LevyBody(
        @Nullable String from,
        @Nullable LevyRuleBody payer,
        @Nullable LevyRuleBody payee,
        @Nullable ExemptBody exempt,
        @Nullable String reason) {

    /** Who owes nothing, and for what. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LevyExemptions")
    public record ExemptBody(
            @Nullable List<@Nullable String> kinds,
            @Nullable List<@Nullable String> groups,
            @Nullable List<@Nullable String> categories) {

        static @Nullable ExemptBody of(Exemptions exempt) {
            return exempt.equals(Exemptions.NONE)
                    ? null
                    : new ExemptBody(some(exempt.kinds()), some(exempt.groups()), some(exempt.categories()));
        }

        private static @Nullable List<@Nullable String> some(Set<String> codes) {
            return codes.isEmpty()
                    ? null
                    : codes.stream()
                            .sorted()
                            .<@Nullable String>map(code -> code)
                            .toList();
        }
    }

    /** The same from another day on. */
    LevyBody from(@Nullable String day) {
        return new LevyBody(day, payer, payee, exempt, reason);
    }
}
