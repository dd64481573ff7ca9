package org.tallystick.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payment link as those see it who act for the member that is paid.
 *
 * @param url absent where the operator names no page for links
 * @param amount absent: whoever pays says how much
 * @param trade the last trade by it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PaymentLink")
public record PaymentLinkView(
        UUID id,
        String payee,
        @Nullable String amount,
        String currency,
        String memo,
        @Nullable Map<String, String> metadata,
        boolean singleUse,
        Instant expiresAt,
        String state,
        long payments,
        @Nullable UUID trade,
        String madeBy,
        Instant madeAt,
        @Nullable Instant withdrawnAt,
        String token,
        @Nullable String url) {

    static PaymentLinkView of(PaymentLink link, Instant now, String token, @Nullable String url) {
        return new PaymentLinkView(
                link.id(),
                link.payee().address(),
                link.amountText().orElse(null),
                link.payee().currency().code().value(),
                link.memo(),
                link.metadata().isEmpty() ? null : link.metadata(),
                link.singleUse(),
                link.expiresAt(),
                link.state(now).text(),
                link.payments(),
                link.lastTrade().orElse(null),
                link.madeBy(),
                link.madeAt(),
                link.withdrawnAt().orElse(null),
                token,
                url);
    }
}
