package org.tallystick.ledger;

/**
 * A unit of account of one community.
 *
 * @param scale digits after the point, 0 to {@value #LARGEST_SCALE}; an hour currency has 2
 */
public record Currency(CurrencyCode code, String name, String symbol, int scale) {
    public static final int LARGEST_SCALE = 4;

    public Currency {
        if (scale < 0 || scale > LARGEST_SCALE) {
            throw new IllegalArgumentException("a currency has 0 to 4 digits after the point, not " + scale);
        }
    }
}
