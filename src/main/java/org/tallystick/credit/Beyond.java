package org.tallystick.credit;

import java.util.Optional;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.Amount;

/** On which side a balance stands beyond which soft limit. Both at once is not possible: one lies below zero, one above. */
record Beyond(boolean below, Amount softLimit) {

    static Optional<Beyond> of(Terms terms, Band band, Amount balance) {
        Optional<Amount> hardLimit = band.creditLimit().isUnlimited()
                ? Optional.empty()
                : Optional.of(new Amount(band.creditLimit().minorUnits()));
        Optional<Amount> hardCap = band.balanceCap().isUncapped()
                ? Optional.empty()
                : Optional.of(new Amount(band.balanceCap().minorUnits()));
        Optional<Beyond> below = terms.softCreditLimit()
                .flatMap(soft -> soft.under(hardLimit))
                .filter(limit -> balance.isLessThan(limit.negated()))
                .map(limit -> new Beyond(true, limit));
        return below.or(() -> terms.softBalanceCap()
                .flatMap(soft -> soft.under(hardCap))
                .filter(balance::isMoreThan)
                .map(limit -> new Beyond(false, limit)));
    }

    String code() {
        return below ? "soft-credit-limit" : "soft-balance-cap";
    }

    String noun() {
        return below ? Explanations.CREDIT_LIMIT : Explanations.BALANCE_CAP;
    }
}
