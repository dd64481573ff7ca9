package org.tallystick.ledger;

import java.util.UUID;

/** A user who spends from a member's account. */
public record SpenderId(UUID value) {}
