package org.tallystick.ledger;

import java.util.UUID;

/** A hold within its community. */
public record HoldId(UUID value) {}
