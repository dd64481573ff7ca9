package org.tallystick.ledger;

/** An amount to be set aside for a pending proposal. */
public record HoldDraft(Party payer, Party payee, Amount amount) implements Draft {}
