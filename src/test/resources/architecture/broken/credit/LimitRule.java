package org.tallystick.broken.credit;

import org.tallystick.broken.trade.TradeManager;

/** A rule that knows a feature. */
record LimitRule(TradeManager manager) {}
