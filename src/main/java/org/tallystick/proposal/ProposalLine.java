package org.tallystick.proposal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.tallystick.ledger.Amount;

/**
 * A line of an invoice. What it comes to is quantity times unit price, rounded half-even to the scale of the currency.
 *
 * @param quantity more than zero, with at most six digits after the point
 * @param unitPrice in the currency, with at most six digits after the point; below zero for what is taken off
 */
record ProposalLine(String description, BigDecimal quantity, BigDecimal unitPrice) {
    static final int MOST = 100;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Amount.LARGEST.minorUnits());

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

    /** Whether it comes to what one trade can book, or takes off no more: lines that are larger only cancel each other out. */
    boolean isBounded(int scale) {
        return total(scale).abs().compareTo(LARGEST) <= 0;
    }

    /** What it comes to as a decimal of the currency, whatever its size: what is stored is always shown. */
    String formatted(int scale) {
        return total(scale)
                .movePointLeft(scale)
                .setScale(scale, RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
