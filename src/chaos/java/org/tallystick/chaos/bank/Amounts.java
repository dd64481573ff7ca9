package org.tallystick.chaos.bank;

import java.math.BigDecimal;

/** Minor units of a currency of scale 2, as the API writes them. */
final class Amounts {
    private static final int SCALE = 2;

    private Amounts() {}

    static String text(long cents) {
        return BigDecimal.valueOf(cents, SCALE).toPlainString();
    }

    static long cents(String text) {
        return new BigDecimal(text).movePointRight(SCALE).longValueExact();
    }
}
