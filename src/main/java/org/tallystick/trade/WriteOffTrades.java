package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.Predicate;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.Members;
import org.tallystick.security.Access;

/**
 * Which movements of value are write-offs, however they come about: those with the account {@code settlement}, and those by office between
 * another of the community's own accounts and a member on its way out. What a member on its way out gives to the community itself is its
 * own to give. Waits for the database.
 */
@ApplicationScoped
public class WriteOffTrades {
    private final Members members;

    WriteOffTrades(Members members) {
        this.members = members;
    }

    /**
     * Whether it would be one.
     *
     * @param access of whoever would record it, as of now
     * @param payers whose balances it lowers, and {@code payees} whose it raises; of a reversal those who give back, and those who are
     *     given back
     */
    public boolean isWriteOff(Access access, Collection<AccountRef> payers, Collection<AccountRef> payees) {
        return isWriteOff(access.community().id(), payers, payees, payer -> PayerRights.withoutConsent(access, payer));
    }

    /** @param withoutOwner whether a payer pays without its owner having a say */
    public boolean isWriteOff(
            CommunityId community,
            Collection<AccountRef> payers,
            Collection<AccountRef> payees,
            Predicate<AccountRef> withoutOwner) {
        if (payers.stream().anyMatch(AccountRef::isSettlement)
                || payees.stream().anyMatch(AccountRef::isSettlement)) {
            return true;
        }
        return (hasOwn(payers) && payees.stream().anyMatch(payee -> isLeaving(community, payee)))
                || (hasOwn(payees)
                        && payers.stream().anyMatch(payer -> withoutOwner.test(payer) && isLeaving(community, payer)));
    }

    private static boolean hasOwn(Collection<AccountRef> side) {
        return side.stream().anyMatch(account -> account.member().isEmpty());
    }

    private boolean isLeaving(CommunityId community, AccountRef account) {
        return account.memberHandle()
                .flatMap(handle -> members.find(community, handle))
                .filter(member -> member.status() == MemberStatus.LEAVING)
                .isPresent();
    }
}
