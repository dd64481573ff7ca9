package org.tallystick.acceptancerule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is shown. Amounts are decimal strings in the scale of its currency.
 *
 * @param bookedThisMonth how much was accepted by it in the present month
 * @param endsOn absent: until it is ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AcceptanceRule")
public record AcceptanceRuleView(
        UUID id,
        String payer,
        String payee,
        String currency,
        String perTrade,
        String perMonth,
        String bookedThisMonth,
        @Nullable LocalDate endsOn,
        String madeBy,
        Instant madeAt) {}
