package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.security.MemberId;

/** What the accounts of a member stand at, for use cases that have asked already who may know. Waits for the database. */
@ApplicationScoped
public class MemberBalances {
    private final Directory directory;
    private final AccountStates states;

    MemberBalances(Directory directory, AccountStates states) {
        this.directory = directory;
        this.states = states;
    }

    /** @param onHold whether amounts are set aside, on either side */
    public record Standing(AccountRef account, Amount balance, boolean onHold) {}

    /** In the order of the currencies. */
    public List<Standing> of(CommunityId community, MemberId member) {
        List<AccountRef> accounts = directory.ofMember(community, member);
        Map<AccountId, AccountState> found =
                states.read(community, accounts.stream().map(AccountRef::id).toList());
        return accounts.stream()
                .map(ref -> standing(
                        ref, Objects.requireNonNull(found.get(ref.id())).account()))
                .toList();
    }

    private static Standing standing(AccountRef ref, Account account) {
        return new Standing(
                ref,
                account.balance(),
                !account.heldOut().isZero() || !account.heldIn().isZero());
    }
}
