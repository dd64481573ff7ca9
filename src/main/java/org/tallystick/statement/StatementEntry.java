package org.tallystick.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Amount;

/**
 * One entry on a statement, in the types of the books: every format says the same in words of its own.
 *
 * @param bookingDate the day of the booking in the community's time zone, by which periods go
 * @param counterparty the other account, the first one where there are several
 * @param counterpartyName how its member is called; what the account is for where it is the community's own
 * @param amount what the entry adds to the balance, in minor units; negative where the account pays
 * @param reverses the trade that this entry's trade undoes, in full or in part
 * @param mediated whether somebody recorded it by an office for the payer
 * @param category the code of one of the community's categories
 * @param levy whether it goes to the fund, or comes back from it
 * @param others how many accounts the other side has besides
 */
public record StatementEntry(
        long entryNo,
        Instant bookedAt,
        LocalDate bookingDate,
        LocalDate valueDate,
        UUID tradeId,
        AccountRef counterparty,
        String counterpartyName,
        String description,
        Amount amount,
        Amount balanceAfter,
        Optional<UUID> reverses,
        boolean mediated,
        Optional<String> category,
        boolean levy,
        int others) {}
