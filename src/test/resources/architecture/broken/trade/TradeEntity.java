package org.tallystick.broken.trade;

import jakarta.persistence.Entity;

/** An entity that anyone may use. */
@Entity
public class TradeEntity {}
