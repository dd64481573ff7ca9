package org.tallystick.journal;

import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.community.Community;
import org.tallystick.ledger.Currency;

/**
 * Which journal is asked for.
 *
 * @param from the first booking date, in the community's time zone; empty: from the first trade on
 * @param to the last booking date
 */
public record JournalRequest(
        Community community, Currency currency, Optional<LocalDate> from, LocalDate to, JournalDialect dialect) {}
