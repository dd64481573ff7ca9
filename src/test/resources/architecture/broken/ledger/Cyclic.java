package org.tallystick.broken.ledger;

import org.tallystick.broken.trade.TradeManager;

/** A ledger that knows a feature, which knows the ledger. */
public record Cyclic(TradeManager manager) {}
