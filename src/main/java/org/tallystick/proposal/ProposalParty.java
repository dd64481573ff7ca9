package org.tallystick.proposal;

import java.time.Instant;
import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;

/**
 * A party of a proposal.
 *
 * @param number its place: payers first
 * @param account empty: whoever holds the link and accepts first
 * @param share what it pays, or is paid
 */
record ProposalParty(
        int number,
        Side side,
        Optional<AccountId> account,
        Amount share,
        Optional<Consent> consent,
        Optional<Instant> declinedAt) {

    boolean pays() {
        return side == Side.PAYER;
    }

    ProposalParty consenting(AccountId who, Consent given) {
        return new ProposalParty(number, side, Optional.of(who), share, Optional.of(given), declinedAt);
    }
}
