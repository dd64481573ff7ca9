package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.CreditPolicy.Terms;

/**
 * A version of a policy as it is shown.
 *
 * @param state {@code planned}, {@code in-force}, {@code superseded} or {@code withdrawn}
 * @param balanceCap absent: there is no cap
 * @param application the last one; absent where there was none, and in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CreditPolicy")
public record PolicyView(
        String currency,
        int version,
        String state,
        LocalDate from,
        RuleBody creditLimit,
        @Nullable RuleBody balanceCap,
        @Nullable SoftLimitBody softCreditLimit,
        @Nullable SoftLimitBody softBalanceCap,
        @Nullable Integer settlementDays,
        String reevaluate,
        int noticeDays,
        String createdBy,
        Instant createdAt,
        String reason,
        @Nullable LocalDate nextEvaluation,
        @Nullable ApplicationView application) {

    static PolicyView of(CreditPolicy policy, String state) {
        int scale = policy.currency().scale();
        Terms terms = policy.terms();
        return new PolicyView(
                policy.currency().code().value(),
                policy.version(),
                state,
                policy.from(),
                RuleBody.of(terms.rules().creditLimit(), scale),
                terms.rules().balanceCap().map(rule -> RuleBody.of(rule, scale)).orElse(null),
                terms.softCreditLimit()
                        .map(soft -> SoftLimitBody.of(soft, scale))
                        .orElse(null),
                terms.softBalanceCap()
                        .map(soft -> SoftLimitBody.of(soft, scale))
                        .orElse(null),
                terms.settlementDays().isPresent() ? terms.settlementDays().getAsInt() : null,
                terms.reevaluate().text(),
                terms.noticeDays(),
                policy.createdByName(),
                policy.createdAt(),
                policy.reason(),
                policy.nextEvaluation().orElse(null),
                null);
    }

    PolicyView with(Optional<ApplicationView> last) {
        return new PolicyView(
                currency,
                version,
                state,
                from,
                creditLimit,
                balanceCap,
                softCreditLimit,
                softBalanceCap,
                settlementDays,
                reevaluate,
                noticeDays,
                createdBy,
                createdAt,
                reason,
                nextEvaluation,
                last.orElse(null));
    }

    /** @param inForce the version in force today */
    static String state(CreditPolicy policy, Optional<Integer> inForce, LocalDate today) {
        if (policy.withdrawn()) {
            return "withdrawn";
        }
        if (inForce.equals(Optional.of(policy.version()))) {
            return "in-force";
        }
        return policy.from().isAfter(today) ? "planned" : "superseded";
    }
}
