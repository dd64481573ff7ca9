package org.tallystick.posting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.TradeId;

/**
 * A trade as it stands in the books.
 *
 * @param recordedAt the true instant, where the booking time came from an imported file
 * @param byOffice whether whoever recorded it did so by an office, and for no member of their own
 * @param payer the first, where there are several
 * @param payee the first, where there are several
 * @param amount what the payers pay together, levies apart
 * @param category the code of one of the community's categories
 * @param entries the payers', the payees', those of whoever owes a levy, and the fund's; a reversal has them in that order too, with
 *     the levy's the other way about
 */
public record BookedTrade(
        TradeId id,
        CurrencyCode currency,
        AccountId payer,
        AccountId payee,
        Amount amount,
        String description,
        Instant bookedAt,
        Optional<Instant> recordedAt,
        LocalDate valueDate,
        UUID recordedBy,
        Optional<UUID> onBehalfOf,
        Optional<TradeId> reverses,
        Optional<String> reason,
        Optional<UUID> overrideBy,
        Map<String, String> metadata,
        boolean byOffice,
        Optional<String> category,
        List<Entry> entries) {

    public BookedTrade {
        entries = List.copyOf(entries);
    }

    BookedTrade with(List<Entry> lines) {
        return new BookedTrade(
                id,
                currency,
                payer,
                payee,
                amount,
                description,
                bookedAt,
                recordedAt,
                valueDate,
                recordedBy,
                onBehalfOf,
                reverses,
                reason,
                overrideBy,
                metadata,
                byOffice,
                category,
                lines);
    }

    /** Whether it has entries beyond those of its first payer and its first payee. */
    public boolean hasManyLines() {
        return entries.size() > 2;
    }

    /** The entry by which the first payer pays. */
    public Entry payerEntry() {
        return first(true);
    }

    public Entry payeeEntry() {
        return first(false);
    }

    private Entry first(boolean negative) {
        return entries.stream()
                .filter(entry -> !entry.isLevy() && entry.amount().isNegative() == negative)
                .findFirst()
                .orElseThrow();
    }

    /** Every account that it moves, each once. */
    public List<AccountId> accounts() {
        return entries.stream().map(Entry::account).distinct().toList();
    }

    /** Whether somebody recorded it by an office for a member who pays: from a paper slip, say. */
    public boolean isMediated() {
        return byOffice && onBehalfOf.isPresent() && reverses.isEmpty();
    }
}
