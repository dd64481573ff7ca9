package org.tallystick.trade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.ReversalDraft.Original;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.posting.BookedTrade;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * A trade that somebody wants to undo.
 *
 * @param accounts every account that it moved
 */
record Reversing(BookedTrade trade, Map<AccountId, AccountRef> accounts) {

    static Reversing of(BookedTrade trade, Function<AccountId, AccountRef> find) {
        Map<AccountId, AccountRef> accounts = new LinkedHashMap<>();
        trade.accounts().forEach(id -> accounts.put(id, find.apply(id)));
        return new Reversing(trade, accounts);
    }

    /** The payees, who give back. */
    List<AccountRef> givers() {
        return side(false);
    }

    /** The payers, who are given back. */
    List<AccountRef> receivers() {
        return side(true);
    }

    private List<AccountRef> side(boolean paid) {
        return trade.entries().stream()
                .filter(entry -> !entry.isLevy() && entry.amount().isNegative() == paid)
                .map(entry -> account(entry.account()))
                .toList();
    }

    private AccountRef account(AccountId id) {
        return Optional.ofNullable(accounts.get(id)).orElseThrow();
    }

    Original original() {
        return new Original(
                trade.id(),
                trade.amount(),
                trade.reverses().isPresent(),
                trade.entries().stream().map(this::line).toList());
    }

    private Line line(Entry entry) {
        return new Line(Party.of(account(entry.account()).address(), entry.account()), entry.amount(), entry.kind());
    }

    /**
     * Whoever acts for every payee reverses at will; or an administrator, who gains nothing by it.
     *
     * @throws ProblemException 403
     */
    void requireAllowed(Access access) {
        boolean byThePayees = givers().stream()
                .allMatch(giver -> giver.member().filter(access::maySpendFor).isPresent());
        boolean allowed = givers().stream().allMatch(giver -> access.may(Permission.REVERSE_TRADES, giver.member()));
        boolean gainsByIt = access.caller().isUser()
                && receivers().stream()
                        .anyMatch(receiver ->
                                receiver.member().filter(access::actsFor).isPresent());
        if (!byThePayees && (!allowed || gainsByIt)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    allowed
                            ? "You are the payer of this trade; only the payee or another administrator reverses it."
                            : "Only the payee or an administrator reverses a trade.");
        }
    }

    /** Whether the caller has no part in it, as a person for any payee, or as a program that one of them has not let act. */
    boolean isByOffice(Access access) {
        return givers().stream().anyMatch(giver -> PayerRights.withoutConsent(access, giver));
    }

    boolean isByOfficeOfAUser(Access access) {
        return givers().stream().anyMatch(giver -> PayerRights.byOffice(access, Optional.of(giver)));
    }

    /**
     * Of a spender who gives back.
     *
     * @throws ProblemException 403 for a spender with a limit where several give back: it is not known of whom they spend how much
     */
    Optional<SpendingLimit> spendingLimit(Access access) {
        List<SpendingLimit> limits = givers().stream()
                .flatMap(giver -> PayerRights.spendingLimit(access, Optional.of(giver)).stream())
                .toList();
        if (!limits.isEmpty() && givers().size() > 1) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "You spend within a limit; an owner reverses a trade of several payees.");
        }
        return limits.stream().findFirst();
    }
}
