package org.tallystick.departure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.member.MemberStatus;
import org.tallystick.security.MemberId;

/**
 * A member on the way out.
 *
 * @param deadline the last day on which the member settles by itself
 * @param statusBefore what it is again where the departure is taken back
 * @param byOffice whether those who run the community began it, and not an owner of the member
 * @param startedBy the name of the login
 * @param outcome {@code closed} or {@code withdrawn}; empty while it is not over
 * @param remaining what the accounts stand at that are not at zero
 */
record Departure(
        UUID id,
        MemberId member,
        String handle,
        DepartureCause cause,
        LocalDate deadline,
        String reason,
        MemberStatus statusBefore,
        boolean byOffice,
        String startedBy,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> outcome,
        List<Remaining> remaining) {

    /** @param balance a decimal with all digits of the currency */
    record Remaining(String account, String currency, String balance) {}

    /** Whether the member has had its time. */
    boolean isOverdue(LocalDate today) {
        return outcome.isEmpty() && today.isAfter(deadline);
    }

    /** Whether what remains may be written off. */
    boolean mayBeWrittenOff(LocalDate today) {
        return outcome.isEmpty() && (cause.leavesNobody() || isOverdue(today));
    }

    /** {@code open}, {@code overdue}, {@code closed} or {@code withdrawn}. */
    String state(LocalDate today) {
        return outcome.orElse(isOverdue(today) ? "overdue" : "open");
    }
}
