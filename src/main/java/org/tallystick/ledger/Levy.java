package org.tallystick.ledger;

/**
 * What a party of a trade owes the community's fund by it.
 *
 * @param party who pays it: one of the trade's payers or payees
 * @param base the party's share of the trade, of which it is taken
 */
public record Levy(Party party, Amount base, LevyRule rule, Party fund) {

    /** From 0 to the base. */
    Amount amount() {
        return rule.on(base);
    }
}
