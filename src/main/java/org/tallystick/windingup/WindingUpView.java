package org.tallystick.windingup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Phase;

/** How far a community is from its end; of an open one there is no more than its phase. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WindingUp")
public record WindingUpView(
        String phase,
        @Nullable String settlementRule,
        @Nullable Integer erasureAfterDays,
        @Nullable String reason,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable LocalDate erasableOn,
        @Nullable Instant erasedAt) {

    static WindingUpView of(Phase phase, Optional<WindingUp> begun, ZoneId zone) {
        return begun.map(one -> new WindingUpView(
                        phase.text(),
                        one.rule().text(),
                        one.erasureAfterDays(),
                        one.reason(),
                        one.startedAt(),
                        one.completedAt().orElse(null),
                        one.erasableOn(zone).orElse(null),
                        one.erasedAt().orElse(null)))
                .orElseGet(() -> new WindingUpView(phase.text(), null, null, null, null, null, null, null));
    }
}
