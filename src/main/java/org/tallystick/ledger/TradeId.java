package org.tallystick.ledger;

import java.util.UUID;

/** A trade within its community: a UUIDv7 of the booking time. */
public record TradeId(UUID value) {}
