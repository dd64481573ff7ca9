package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who takes on what the accounts of the members stand at when a community is wound up. */
public enum SettlementRule {
    /** All of it is {@code settlement}'s. */
    SETTLEMENT,
    /** The fund pays what members owe as far as it has something, and takes in as far as it owes; the rest is settlement's. */
    FUND,
    /** The same, but what the fund carries is shared by all whom it helps, as {@link SettlementShares} says. */
    PROPORTIONAL;

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static SettlementRule read(String text) {
        for (SettlementRule one : values()) {
            if (one.text().equals(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException("must be \"settlement\", \"fund\" or \"proportional\"");
    }

    /** As it is written and stored. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What one of the community's accounts takes on.
     *
     * @param balance the part of the member's balance; never zero
     */
    public record Part(SettlementRule with, Amount balance) {}

    /**
     * How an account comes to zero. The fund moves only toward zero itself, so that it never owes for the sake of this.
     *
     * @param balance of the account
     * @param fund what the fund stands at before; where it is shared, what it has or owes for the sake of this account
     */
    public List<Part> parts(Amount balance, Amount fund) {
        List<Part> parts = new ArrayList<>();
        Amount withFund = this == SETTLEMENT ? Amount.ZERO : ofFund(balance, fund);
        if (!withFund.isZero()) {
            parts.add(new Part(FUND, withFund));
        }
        Amount rest = balance.minus(withFund);
        if (!rest.isZero()) {
            parts.add(new Part(SETTLEMENT, rest));
        }
        return parts;
    }

    private static Amount ofFund(Amount balance, Amount fund) {
        if (balance.isNegative() == fund.isNegative()) {
            return Amount.ZERO;
        }
        Amount reach = fund.negated();
        boolean all = balance.isNegative() ? !reach.isMoreThan(balance) : !balance.isMoreThan(reach);
        return all ? balance : reach;
    }
}
