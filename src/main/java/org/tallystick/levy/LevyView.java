package org.tallystick.levy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a levy as it is shown.
 *
 * @param state {@code planned}, {@code in-force}, {@code superseded} or {@code withdrawn}
 * @param payer what is taken of who pays; absent: nothing
 * @param payee what is taken of who is paid; absent: nothing
 * @param exempt absent: nobody and nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LevyPolicy")
public record LevyView(
        String currency,
        int version,
        String state,
        LocalDate from,
        @Nullable LevyRuleBody payer,
        @Nullable LevyRuleBody payee,
        LevyBody.@Nullable ExemptBody exempt,
        String createdBy,
        Instant createdAt,
        String reason) {

    static LevyView of(LevyPolicy policy, String state) {
        int scale = policy.currency().scale();
        return new LevyView(
                policy.currency().code().value(),
                policy.version(),
                state,
                policy.from(),
                policy.terms().payer().map(rule -> LevyRuleBody.of(rule, scale)).orElse(null),
                policy.terms().payee().map(rule -> LevyRuleBody.of(rule, scale)).orElse(null),
                LevyBody.ExemptBody.of(policy.terms().exempt()),
                policy.createdByName(),
                policy.createdAt(),
                policy.reason());
    }

    /** @param inForce the version in force today; 0 for none */
    static LevyView of(LevyPolicy policy, int inForce, LocalDate today) {
        if (policy.withdrawn()) {
            return of(policy, "withdrawn");
        }
        if (policy.version() == inForce) {
            return of(policy, "in-force");
        }
        return of(policy, policy.from().isAfter(today) ? "planned" : "superseded");
    }
}
