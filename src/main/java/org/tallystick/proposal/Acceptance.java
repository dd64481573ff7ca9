package org.tallystick.proposal;

import java.util.Map;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;

/**
 * What an acceptance comes to.
 *
 * @param proposal as it was read
 * @param party that accepts, with its consent
 * @param account whose that is
 * @param accounts of all parties
 * @param amount how much of the proposal
 * @param repeated whether it was said before: nothing new comes of it unless all have consented
 * @param last whether nobody's consent is missing after it
 */
record Acceptance(
        Proposal proposal,
        ProposalParty party,
        AccountRef account,
        Map<AccountId, AccountRef> accounts,
        Amount amount,
        boolean repeated,
        boolean last) {

    Consent consent() {
        return party.consent().orElseThrow();
    }

    boolean isWhole() {
        return amount.equals(proposal.left());
    }

    ProposalMachine.Event event() {
        return isWhole() ? ProposalMachine.Event.ACCEPT : ProposalMachine.Event.ACCEPT_PART;
    }
}
