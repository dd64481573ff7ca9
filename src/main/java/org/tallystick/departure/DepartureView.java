package org.tallystick.departure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A departure as it is shown.
 *
 * @param state {@code open}, {@code overdue}, {@code closed} or {@code withdrawn}
 * @param remaining what the accounts stand at that are not at zero
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Departure")
public record DepartureView(
        String member,

        @Schema(enumeration = {"leaves", "vanished", "deceased"})
        String cause,

        LocalDate deadline,
        String reason,

        @Schema(enumeration = {"open", "overdue", "closed", "withdrawn"})
        String state,

        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        List<RemainingView> remaining) {

    /** What an account stands at. */
    @Schema(name = "Remaining")
    public record RemainingView(String account, String currency, String balance) {}

    static DepartureView of(Departure departure, LocalDate today) {
        return new DepartureView(
                departure.handle(),
                departure.cause().text(),
                departure.deadline(),
                departure.reason(),
                departure.state(today),
                departure.startedBy(),
                departure.startedAt(),
                departure.endedAt().orElse(null),
                departure.remaining().stream()
                        .map(one -> new RemainingView(one.account(), one.currency(), one.balance()))
                        .toList());
    }
}
