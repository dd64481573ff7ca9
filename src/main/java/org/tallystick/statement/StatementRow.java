package org.tallystick.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;

/**
 * An entry with what its trade says of it, as it is stored.
 *
 * @param counterparty the first of the other side
 * @param levy whether it goes to the fund, or comes back from it
 * @param others how many the other side has besides
 */
record StatementRow(
        long entryNo,
        Instant bookedAt,
        LocalDate valueDate,
        UUID tradeId,
        AccountId counterparty,
        String description,
        Amount amount,
        Amount balanceAfter,
        Optional<UUID> reverses,
        boolean mediated,
        Optional<String> category,
        boolean levy,
        int others) {

    StatementEntry of(AccountRef other, String otherName, ZoneId zone) {
        return new StatementEntry(
                entryNo,
                bookedAt,
                LocalDate.ofInstant(bookedAt, zone),
                valueDate,
                tradeId,
                other,
                otherName,
                description,
                amount,
                balanceAfter,
                reverses,
                mediated,
                category,
                levy,
                others);
    }
}
