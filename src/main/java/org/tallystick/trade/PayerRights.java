package org.tallystick.trade;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CallerKind;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/**
 * For whom a caller may spend, beyond what {@link Permission#RECORD_TRADES} says: the community's own accounts are spent by
 * those who hold {@link Permission#SPEND_COMMUNITY_ACCOUNTS}, but never in favour of a member for whom they act themselves.
 */
public final class PayerRights {
    private PayerRights() {}

    /** @param payer the account, or nothing if there is none of that address */
    public static boolean maySpend(Access access, AccountAddress address, Optional<AccountRef> payer) {
        return address.isCommunitys()
                ? access.has(Permission.SPEND_COMMUNITY_ACCOUNTS)
                : access.may(Permission.RECORD_TRADES, payer.flatMap(AccountRef::member));
    }

    /** @throws ProblemException 403, whether the account exists or not */
    public static void requireMaySpend(Access access, AccountAddress address, Optional<AccountRef> payer) {
        if (!maySpend(access, address, payer)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "You may not spend from the account " + address + ".");
        }
    }

    /**
     * Settlement takes write-offs, so only those who may decide one trade with it. What somebody may spend by office alone
     * (the fund, and as a mediator what others have) they do not spend in their own favour.
     */
    public static void requireMayDeal(
            Access access,
            AccountAddress payer,
            Optional<AccountRef> payerAccount,
            AccountAddress payee,
            Optional<AccountRef> payeeAccount) {
        if (payee.isSettlement() && !access.has(Permission.SPEND_COMMUNITY_ACCOUNTS)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Only administrators trade with the account " + payee + ".");
        }
        boolean inOwnFavour = (payer.isCommunitys() || byOffice(access, payerAccount))
                && payeeAccount
                        .flatMap(AccountRef::member)
                        .filter(access::actsFor)
                        .isPresent();
        if (inOwnFavour) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Nobody pays themselves from the community's accounts or for another member; ask another"
                            + " administrator.");
        }
    }

    /** Whether a person spends from this account by an office: it is the community's, or a member's whom they do not act for. */
    public static boolean byOffice(Access access, Optional<AccountRef> payer) {
        return access.caller().isUser()
                && payer.flatMap(AccountRef::member).filter(access::maySpendFor).isEmpty();
    }

    /**
     * Whether the owner of an account has no say in it: a person has no part in it, or a program acts that the owner has not let act for
     * it.
     */
    static boolean withoutConsent(Access access, AccountRef account) {
        return access.caller().isUser()
                ? byOffice(access, Optional.of(account))
                : account.member().filter(access::hasConsented).isEmpty();
    }

    /**
     * Whoever acts for a member as its own needs the member's acceptance of the terms, where the community asks for it; whoever
     * records trades by an office does not, nor for a member that is leaving, for the terms shall not bar the way out. An exchange
     * system acts for a member as its own.
     *
     * @param accepted what the members have accepted, where the caller is an exchange system and the community asks for it
     * @throws ProblemException {@code terms-not-accepted}
     */
    public static void requireTermsAccepted(
            Access access, Optional<AccountRef> payer, LocalDate today, Map<MemberId, Integer> accepted) {
        Optional<Integer> missing =
                payer.flatMap(AccountRef::member).flatMap(member -> missingTerms(access, member, today, accepted));
        if (missing.isPresent()) {
            throw Problem.of(
                            ProblemType.TERMS_NOT_ACCEPTED,
                            "Version " + missing.get()
                                    + " of the community's terms is in force; an owner of the member accepts it first.")
                    .with("version", missing.get())
                    .asException();
        }
    }

    private static Optional<Integer> missingTerms(
            Access access, MemberId member, LocalDate today, Map<MemberId, Integer> accepted) {
        if (!access.caller().isUser()) {
            return access.missingTerms(accepted.getOrDefault(member, 0), today);
        }
        return access.everywhere(Permission.RECORD_TRADES) ? Optional.empty() : access.missingTerms(member, today);
    }

    /** How much a spender may spend whom the payer's owners have set a limit; empty for everybody else. */
    public static Optional<SpendingLimit> spendingLimit(Access access, Optional<AccountRef> payer) {
        return payer.flatMap(account -> account.member()
                .flatMap(member ->
                        access.spendingLimit(member, account.currency().code())));
    }

    /** The member for whom a program, an administrator or an operator acts; empty for a member's own user. */
    public static Optional<MemberId> onBehalfOf(Access access, Optional<AccountRef> payer) {
        Optional<MemberId> member = payer.flatMap(AccountRef::member);
        boolean own = access.caller().kind() == CallerKind.USER
                && member.filter(access::maySpendFor).isPresent();
        return own ? Optional.empty() : member;
    }
}
