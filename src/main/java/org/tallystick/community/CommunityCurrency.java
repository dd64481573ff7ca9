package org.tallystick.community;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;

/**
 * A currency with the limits that a new member's account begins with. Its code and scale never change: amounts are kept in
 * minor units, and addresses name the code.
 */
public record CommunityCurrency(Currency currency, CreditLimit defaultCreditLimit, BalanceCap defaultBalanceCap) {

    public CommunityCurrency {
        if (defaultCreditLimit.isUnlimited()) {
            throw new IllegalArgumentException("a member's account has a credit limit");
        }
    }

    CommunityCurrency withDefaults(CreditLimit creditLimit, BalanceCap balanceCap) {
        return new CommunityCurrency(currency, creditLimit, balanceCap);
    }

    String creditLimitText() {
        return Amount.ofMinorUnits(defaultCreditLimit.minorUnits()).format(currency.scale());
    }

    @Nullable
    String balanceCapText() {
        return defaultBalanceCap.isUncapped()
                ? null
                : Amount.ofMinorUnits(defaultBalanceCap.minorUnits()).format(currency.scale());
    }

    /** As it is written, by the names that its fields have over HTTP. */
    public Map<String, @Nullable Object> toValues() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("code", currency.code().value());
        values.put("name", currency.name());
        values.put("symbol", currency.symbol());
        values.put("scale", currency.scale());
        values.put("defaultCreditLimit", creditLimitText());
        values.put("defaultBalanceCap", balanceCapText());
        return values;
    }
}
