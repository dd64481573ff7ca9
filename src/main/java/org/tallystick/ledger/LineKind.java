package org.tallystick.ledger;

/** What an entry of a trade is for. */
public enum LineKind {
    /** What the parties have agreed on. */
    PAYMENT,
    /** A share of it that goes to the community's fund, on both accounts. */
    LEVY
}
