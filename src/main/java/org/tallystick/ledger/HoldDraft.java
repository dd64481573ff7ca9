package org.tallystick.ledger;

import java.util.Optional;

/**
 * An amount to be set aside for a pending proposal.
 *
 * @param spendingLimit it must allow the amount; but a hold spends nothing, and is not counted: the trade will be
 */
public record HoldDraft(Party payer, Party payee, Amount amount, Optional<SpendingLimit> spendingLimit)
        implements Draft {
    public HoldDraft(Party payer, Party payee, Amount amount) {
        this(payer, payee, amount, Optional.empty());
    }
}
