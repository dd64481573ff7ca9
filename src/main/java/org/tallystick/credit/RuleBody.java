package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.LimitRule.ByKindOrGroup;
import org.tallystick.credit.LimitRule.Case;
import org.tallystick.credit.LimitRule.Earned;
import org.tallystick.credit.LimitRule.Fixed;
import org.tallystick.credit.LimitRule.Ladder;
import org.tallystick.credit.LimitRule.Step;
import org.tallystick.credit.LimitRule.Trait;
import org.tallystick.ledger.Amount;

/**
 * A rule as the API and the database write it. What belongs to another kind of rule is absent. {@link RuleReader} reads it.
 *
 * @param rule {@code fixed}, {@code by-kind-or-group}, {@code earned} or {@code ladder}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LimitRule")
public record RuleBody(
        @Nullable String rule,
        @Nullable String amount,
        @Nullable List<@Nullable CaseBody> cases,
        @Nullable String otherwise,
        @Nullable String share,
        @Nullable Integer days,
        @Nullable Integer partners,
        @Nullable String perPartner,
        @Nullable String floor,
        @Nullable String ceiling,
        @Nullable List<@Nullable StepBody> steps) {
    static final String FIXED = "fixed";
    static final String BY_KIND_OR_GROUP = "by-kind-or-group";
    static final String EARNED = "earned";
    static final String LADDER = "ladder";

    /** A case of {@code by-kind-or-group}: a kind or the code of a group. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LimitCase")
    public record CaseBody(
            @Nullable String kind,
            @Nullable String group,
            @Nullable String amount) {
        static CaseBody of(Case one, int scale) {
            boolean kind = one.trait() == Trait.KIND;
            return new CaseBody(
                    kind ? one.name() : null,
                    kind ? null : one.name(),
                    one.amount().format(scale));
        }
    }

    /** A step of {@code ladder}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LimitStep")
    public record StepBody(
            @Nullable Integer months,
            @Nullable String turnover,
            @Nullable String amount) {
        static StepBody of(Step one, int scale) {
            return new StepBody(
                    one.months(), one.turnover().format(scale), one.amount().format(scale));
        }
    }

    static RuleBody of(LimitRule rule, int scale) {
        if (rule instanceof Fixed fixed) {
            return new RuleBody(
                    FIXED, fixed.amount().format(scale), null, null, null, null, null, null, null, null, null);
        }
        if (rule instanceof ByKindOrGroup byKind) {
            List<@Nullable CaseBody> cases = List.copyOf(
                    byKind.cases().stream().map(one -> CaseBody.of(one, scale)).toList());
            String otherwise = byKind.otherwise().format(scale);
            return new RuleBody(BY_KIND_OR_GROUP, null, cases, otherwise, null, null, null, null, null, null, null);
        }
        if (rule instanceof Earned earned) {
            return new RuleBody(
                    EARNED,
                    null,
                    null,
                    null,
                    earned.share().toPlainString(),
                    earned.period(),
                    earned.leastPartners(),
                    earned.perPartner().format(scale),
                    earned.floor().format(scale),
                    earned.ceiling().format(scale),
                    null);
        }
        Ladder ladder = (Ladder) rule;
        List<@Nullable StepBody> steps = List.copyOf(
                ladder.steps().stream().map(one -> StepBody.of(one, scale)).toList());
        boolean capped = !ladder.perPartner().equals(Amount.LARGEST);
        return new RuleBody(
                LADDER,
                null,
                null,
                ladder.otherwise().format(scale),
                null,
                ladder.period(),
                null,
                capped ? ladder.perPartner().format(scale) : null,
                null,
                null,
                steps);
    }
}
