package org.tallystick.proposal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * A line of an invoice. What it comes to is quantity times unit price, rounded half-even to the scale of the currency.
 *
 * @param quantity more than zero, with at most six digits after the point
 * @param unitPrice in the currency, with at most six digits after the point; below zero for what is taken off
 */
record ProposalLine(String description, BigDecimal quantity, BigDecimal unitPrice) {
    static final int MOST = 100;

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,6})?");

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static BigDecimal readPrice(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be a decimal such as \"2.5\", with at most six digits after the point");
        }
        return new BigDecimal(text);
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static BigDecimal readQuantity(String text) {
        BigDecimal quantity = readPrice(text);
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("must be more than zero");
        }
        return quantity;
    }

    /** In minor units. */
    BigDecimal total(int scale) {
        return quantity.multiply(unitPrice).movePointRight(scale).setScale(0, RoundingMode.HALF_EVEN);
    }
}
