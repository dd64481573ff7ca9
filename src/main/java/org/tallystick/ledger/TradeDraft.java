package org.tallystick.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A trade to be decided.
 *
 * @param valueDate the local date the parties say it belongs to
 * @param importedAt the booking time in the file that it comes from; empty for a trade of the present, which alone is
 *     bound to the value dates of {@link Rules}
 * @param accepts the open hold that this trade accepts, for all of it or less: all of the hold is given back in the same
 *     step
 * @param overridesLimits an administrator takes responsibility for passing the limits of the accounts
 * @param spendingLimit of the spender who records it
 * @param windsUp whether it settles a community that is being wound up, and takes no other trade
 */
public record TradeDraft(
        Party payer,
        Party payee,
        Amount amount,
        LocalDate valueDate,
        Optional<Instant> importedAt,
        Optional<Hold> accepts,
        boolean overridesLimits,
        Optional<SpendingLimit> spendingLimit,
        boolean windsUp)
        implements Draft {

    public TradeDraft {
        if (accepts.isPresent()) {
            Hold hold = accepts.get();
            if (!payer.is(hold.payer()) || !payee.is(hold.payee()) || amount.isMoreThan(hold.amount())) {
                throw new IllegalArgumentException("a trade of " + amount + " does not accept the hold " + hold.id());
            }
        }
    }

    public static TradeDraft of(Party payer, Party payee, Amount amount, LocalDate valueDate) {
        return new TradeDraft(
                payer, payee, amount, valueDate, Optional.empty(), Optional.empty(), false, Optional.empty(), false);
    }

    public TradeDraft imported(Instant bookedAt) {
        return new TradeDraft(
                payer,
                payee,
                amount,
                valueDate,
                Optional.of(bookedAt),
                accepts,
                overridesLimits,
                spendingLimit,
                windsUp);
    }

    public TradeDraft accepting(Hold hold) {
        return new TradeDraft(
                payer,
                payee,
                amount,
                valueDate,
                importedAt,
                Optional.of(hold),
                overridesLimits,
                spendingLimit,
                windsUp);
    }

    public TradeDraft overridingLimits() {
        return new TradeDraft(payer, payee, amount, valueDate, importedAt, accepts, true, spendingLimit, windsUp);
    }

    /** @param limit of the spender who records it; empty for whoever spends without one */
    public TradeDraft boundBy(Optional<SpendingLimit> limit) {
        return new TradeDraft(payer, payee, amount, valueDate, importedAt, accepts, overridesLimits, limit, windsUp);
    }

    public TradeDraft windingUp() {
        return new TradeDraft(
                payer, payee, amount, valueDate, importedAt, accepts, overridesLimits, spendingLimit, true);
    }
}
