package org.tallystick.member;

import java.util.Optional;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;

/**
 * Which first limits one administrator gives alone: a newcomer's limit above the currency's own is a rise like any other.
 *
 * @param alone by how much one raises; empty: by any amount
 */
record FirstLimitsAlone(CommunityCurrency defaults, Optional<Amount> alone) {
    static final String TAKES_TWO =
            "Two administrators agree here on limits so far above the currency's own. Enrol the member without them, and set"
                    + " them then; they wait for the second.";

    static FirstLimitsAlone of(FourEyesRules rules, CommunityId community, CommunityCurrency defaults) {
        return new FirstLimitsAlone(
                defaults, rules.of(community).limitRise(defaults.currency().code()));
    }

    boolean creditLimitTakesTwo(NewMember member) {
        return alone.isPresent()
                && member.creditLimit()
                        .filter(limit -> limit.minorUnits()
                                        - defaults.defaultCreditLimit().minorUnits()
                                > alone.get().minorUnits())
                        .isPresent();
    }

    boolean balanceCapTakesTwo(NewMember member) {
        return alone.isPresent()
                && member.balanceCap()
                        .filter(cap -> risesBy(defaults.defaultBalanceCap(), cap, alone.get()))
                        .isPresent();
    }

    private static boolean risesBy(BalanceCap from, BalanceCap to, Amount more) {
        return !from.isUncapped() && (to.isUncapped() || to.minorUnits() - from.minorUnits() > more.minorUnits());
    }
}
