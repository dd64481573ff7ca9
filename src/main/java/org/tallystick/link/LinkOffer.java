package org.tallystick.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees before they pay by a link.
 *
 * @param name of the member that is paid
 * @param amount absent: whoever pays says how much
 * @param state only an open one can be paid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PaymentOffer")
public record LinkOffer(
        UUID id,
        String payee,
        String name,
        @Nullable String amount,
        String currency,
        String memo,
        boolean singleUse,
        Instant expiresAt,
        String state) {}
