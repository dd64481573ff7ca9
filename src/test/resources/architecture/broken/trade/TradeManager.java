package org.tallystick.broken.trade;

import java.time.Instant;
import java.util.Date;
import org.tallystick.broken.ledger.Cyclic;

/** Prints the time, asked of nobody's clock, in a class of the old times. */
public class TradeManager {
    void print(Cyclic cyclic) {
        System.out.println(Date.from(Instant.now()) + " " + cyclic);
    }
}
