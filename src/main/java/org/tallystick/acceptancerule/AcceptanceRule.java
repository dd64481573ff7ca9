package org.tallystick.acceptancerule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;

/**
 * What an account pays by itself when this payee asks for it. It is never changed: it ends, and another is made.
 *
 * @param perTrade the most that one request may ask
 * @param perMonth the most that is booked by it in a month of the community's calendar; what was reversed counts still
 * @param endsOn the last day on which it holds
 * @param madeBy an owner of the payer, who accepts by it
 */
public record AcceptanceRule(
        CommunityId community,
        UUID id,
        AccountId payer,
        AccountId payee,
        Amount perTrade,
        Amount perMonth,
        Optional<LocalDate> endsOn,
        UUID madeBy,
        Instant madeAt) {

    /** Whether a request for so much could be accepted by it on this day, the month's sum apart. */
    public boolean fits(Amount amount, LocalDate today) {
        return holds(today) && !amount.isMoreThan(perTrade);
    }

    boolean holds(LocalDate today) {
        return endsOn.filter(last -> last.isBefore(today)).isEmpty();
    }
}
