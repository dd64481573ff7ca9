package org.tallystick.statement;

import java.time.Instant;
import java.time.LocalDate;
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

    StatementLine shown(AccountRef account, AccountRef other) {
        int scale = account.currency().scale();
        return new StatementLine(
                entryNo,
                bookedAt,
                valueDate,
                tradeId,
                other.address(),
                description,
                amount.format(scale),
                balanceAfter.format(scale),
                reverses.orElse(null),
                mediated ? true : null,
                category.orElse(null),
                levy ? true : null,
                others > 0 ? others : null);
    }
}
