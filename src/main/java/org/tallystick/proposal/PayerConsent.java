package org.tallystick.proposal;

import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.trade.PayerRights;

/** What holds for whoever consents for a payer. */
final class PayerConsent {
    private PayerConsent() {}

    /** @throws ProblemException {@code forbidden} */
    static void requireMay(Access access, Proposal proposal, AccountRef payer, Map<AccountId, AccountRef> accounts) {
        for (ProposalParty payee : proposal.on(Side.PAYEE)) {
            Optional<AccountRef> account = payee.account().map(accounts::get);
            if (account.isPresent()) {
                PayerRights.requireMayDeal(
                        access,
                        AccountAddress.parse(payer.address()),
                        Optional.of(payer),
                        AccountAddress.parse(account.get().address()),
                        account);
            }
        }
        boolean several = proposal.on(Side.PAYER).size() > 1;
        if (several && PayerRights.spendingLimit(access, Optional.of(payer)).isPresent()) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You may spend from " + payer.address()
                            + " within a limit, and so do not consent to a trade of several payers; an owner does.");
        }
    }
}
