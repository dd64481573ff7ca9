package org.tallystick.ledger;

import java.util.UUID;

/** An account within its community. Its natural order is the order in which rows are locked. */
public record AccountId(UUID value) {}
