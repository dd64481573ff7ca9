package org.tallystick.ledger;

/** What an account may still do. */
public enum AccountStatus {
    ACTIVE,
    /** Neither pays nor receives, unless the community lets the frozen receive. */
    FROZEN,
    /** Trades only toward zero. */
    LEAVING,
    /** Stands at zero and accepts nothing, reversals included. */
    CLOSED
}
