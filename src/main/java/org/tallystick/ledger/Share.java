package org.tallystick.ledger;

/** What one party pays, or is paid, by a trade: more than zero in a trade that is not refused. */
public record Share(Party party, Amount amount) {}
