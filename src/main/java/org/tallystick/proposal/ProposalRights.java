package org.tallystick.proposal;

import java.util.Optional;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.trade.PayerRights;

/** For which accounts a caller proposes, consents and declines: those from which the caller may spend. */
final class ProposalRights {
    private ProposalRights() {}

    static boolean mayActFor(Access access, AccountRef account) {
        return PayerRights.maySpend(access, AccountAddress.parse(account.address()), Optional.of(account));
    }

    /** As the party's own, or as a program that acts for it; not by an office. */
    static boolean isOwn(Access access, AccountRef account) {
        return mayActFor(access, account) && !byOffice(access, account);
    }

    /** The community's own accounts are spent from by an office, too. */
    static boolean byOffice(Access access, AccountRef account) {
        return PayerRights.byOffice(access, Optional.of(account));
    }

    /** Whoever proposes between two others by an office consents by it for neither; and to a reversal, whoever may reverse by it. */
    static boolean mayConsent(Access access, Proposal proposal, AccountRef account) {
        boolean ownProposal = proposal.origin().isMediated()
                && proposal.origin().by().equals(access.caller().id());
        boolean office = byOffice(access, account);
        boolean mayReverse = proposal.reverses().isEmpty() || access.may(Permission.REVERSE_TRADES, account.member());
        return mayActFor(access, account) && !(office && (ownProposal || !mayReverse));
    }
}
