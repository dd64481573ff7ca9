package org.tallystick.levy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.LevyRule;

/**
 * What one side owes, as a client writes it.
 *
 * @param percent a decimal string with at most four digits behind the point: {@code "2.5"}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LevyRule")
public record LevyRuleBody(
        @Nullable String percent,
        @Nullable String fixed,
        @Nullable String floor,
        @Nullable String ceiling) {
    /** How far a percent is from parts of a million, in decimal digits. */
    static final int PERCENT_DIGITS = 4;

    static LevyRuleBody of(LevyRule rule, int scale) {
        return new LevyRuleBody(
                percent(rule.partsPerMillion()),
                rule.fixed().isPositive() ? rule.fixed().format(scale) : null,
                text(rule.floor().orElse(null), scale),
                text(rule.ceiling().orElse(null), scale));
    }

    /** A rule without a part has a fixed amount; one without either takes 0 percent. */
    private static String percent(int partsPerMillion) {
        return BigDecimal.valueOf(partsPerMillion, PERCENT_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static @Nullable String text(@Nullable Amount amount, int scale) {
        return amount == null ? null : amount.format(scale);
    }
}
