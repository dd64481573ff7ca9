package org.tallystick.windingup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.tallystick.ledger.SettlementRule;

/**
 * How a community is wound up.
 *
 * @param erasureAfterDays how many days after the completion the members may be erased
 */
record WindingUp(
        SettlementRule rule,
        int erasureAfterDays,
        String reason,
        Instant startedAt,
        Optional<Instant> completedAt,
        Optional<Instant> erasedAt) {

    /** The first day on which the members may be erased; empty before the completion. */
    Optional<LocalDate> erasableOn(ZoneId zone) {
        return completedAt.map(instant -> LocalDate.ofInstant(instant, zone).plusDays(erasureAfterDays));
    }
}
