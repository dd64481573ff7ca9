package org.tallystick.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.community.Community;
import org.tallystick.ledger.Currency;

/**
 * Which report is asked for.
 *
 * @param code of the report
 * @param from the first booking date of a period, in the community's time zone; empty: from the first entry on
 * @param to the last booking date of the period, or the day at whose end the balances stand
 * @param asOf what was booked later is not in it; empty: all until the end of {@code to}
 */
public record ReportRequest(
        Community community,
        String code,
        Currency currency,
        Optional<LocalDate> from,
        LocalDate to,
        Optional<Instant> asOf) {}
