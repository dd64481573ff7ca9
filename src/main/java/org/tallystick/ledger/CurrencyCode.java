package org.tallystick.ledger;

import java.util.regex.Pattern;

/** The code of a currency within its community: a capital letter, then 1 to 11 capitals or digits, {@code HRS}. */
public record CurrencyCode(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

    public CurrencyCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a currency code: " + value);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
