package org.tallystick.ledger;

/** An amount set aside by a pending proposal: counted against the payer's limit and the payee's cap. */
public record Hold(HoldId id, AccountId payer, AccountId payee, Amount amount) {
    public Hold {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a hold of " + amount);
        }
    }
}
