package org.tallystick.ledger;

import java.util.UUID;

/** An account within its community. Rows are locked in PostgreSQL's order of it, which is not Java's. */
public record AccountId(UUID value) {}
