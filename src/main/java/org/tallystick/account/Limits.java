package org.tallystick.account;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;

/** Limits as text: decimals, and null for none. */
public final class Limits {
    private Limits() {}

    public static @Nullable String text(CreditLimit limit, int scale) {
        return limit.isUnlimited()
                ? null
                : Amount.ofMinorUnits(limit.minorUnits()).format(scale);
    }

    public static @Nullable String text(BalanceCap cap, int scale) {
        return cap.isUncapped() ? null : Amount.ofMinorUnits(cap.minorUnits()).format(scale);
    }

    /** As a change record keeps them. */
    public static Map<String, @Nullable Object> toValues(Account account, int scale) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("creditLimit", text(account.creditLimit(), scale));
        values.put("balanceCap", text(account.balanceCap(), scale));
        return values;
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static CreditLimit readCreditLimit(String text, int scale) {
        return CreditLimit.of(notNegative(text, scale));
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static BalanceCap readBalanceCap(String text, int scale) {
        return BalanceCap.of(notNegative(text, scale));
    }

    private static Amount notNegative(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("is 0 or more");
        }
        return amount;
    }
}
