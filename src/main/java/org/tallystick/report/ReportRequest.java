package org.tallystick.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tallystick.account.AccountAddress;
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
        Optional<Instant> asOf) {
    private static final Instant BEFORE_EVERYTHING = Instant.parse("0001-01-01T00:00:00Z");

    /** The same without what was booked later than this. */
    public ReportRequest asOf(Instant instant) {
        return new ReportRequest(community, code, currency, from, to, Optional.of(instant));
    }

    /** When the period begins: before all that was ever booked if nothing else is asked for. */
    Instant start() {
        return from.map(this::startOf).orElse(BEFORE_EVERYTHING);
    }

    /** The first instant of which nothing is in it any more: databases keep microseconds. */
    Instant end() {
        Instant dayAfter = startOf(to.plusDays(1));
        return asOf.map(last -> last.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS))
                .filter(end -> end.isBefore(dayAfter))
                .orElse(dayAfter);
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(community.timeZone()).toInstant();
    }

    /** How an account of the currency is addressed, from what the database knows of it; of one of the community's own without a handle. */
    String address(Optional<String> handle, String kind, Optional<String> partner) {
        boolean usual = community.defaultCurrency().currency().code().equals(currency.code());
        return AccountAddress.canonical(
                handle.orElse(null),
                kind,
                partner.orElse(null),
                usual,
                currency.code().value());
    }
}
