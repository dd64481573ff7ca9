package org.tallystick.broken.problem;

import org.tallystick.broken.trade.TradeResource;

/** A problem that knows a feature, and a resource of another package at that. */
record KnowsAFeature(TradeResource resource) {}
