package org.tallystick.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.account.AccountRef;

/**
 * Which statement is asked for.
 *
 * @param from the first booking date, in the community's time zone; empty: from the first entry on
 * @param to the last booking date
 * @param asOf what was booked later is not on it; empty: all of the period
 * @param after only entries with a higher number: where the last page ended
 * @param limit how many entries; empty: all of the period
 */
public record StatementRequest(
        AccountRef account,
        Optional<LocalDate> from,
        LocalDate to,
        Optional<Instant> asOf,
        OptionalLong after,
        Optional<Integer> limit) {}
