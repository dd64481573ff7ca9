package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A soft limit as the API writes it: a part of the hard one, or an amount. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SoftLimit")
public record SoftLimitBody(
        @Nullable Integer percent, @Nullable String amount) {
    static SoftLimitBody of(SoftLimit limit, int scale) {
        if (limit instanceof SoftLimit.Percent part) {
            return new SoftLimitBody(part.percent(), null);
        }
        return new SoftLimitBody(null, ((SoftLimit.At) limit).amount().format(scale));
    }
}
