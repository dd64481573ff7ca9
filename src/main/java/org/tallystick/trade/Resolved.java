package org.tallystick.trade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Party;
import org.tallystick.levy.Levying;
import org.tallystick.security.MemberId;

/**
 * The accounts that a request names, as far as there are any.
 *
 * @param acceptedTerms what their members have accepted of the community's terms, where the caller's rights do not tell
 * @param categories those that it may name
 * @param levying what trades among them owe the fund
 */
record Resolved(
        Map<AccountAddress, AccountRef> accounts,
        Map<MemberId, Integer> acceptedTerms,
        NamedCategories categories,
        Levying levying) {
    Resolved withTerms(Map<MemberId, Integer> accepted) {
        return new Resolved(accounts, accepted, categories, levying);
    }

    Resolved withCategories(NamedCategories some) {
        return new Resolved(accounts, acceptedTerms, some, levying);
    }

    Resolved withLevying(Levying some) {
        return new Resolved(accounts, acceptedTerms, categories, some);
    }

    Set<MemberId> members() {
        return accounts.values().stream()
                .map(AccountRef::member)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    Optional<AccountRef> find(AccountAddress address) {
        return Optional.ofNullable(accounts.get(address));
    }

    /** The accounts of both sides, as far as there are any. */
    List<AccountRef> parties(ParsedTrade trade) {
        return Stream.of(trade.payer(), trade.payee())
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    Party party(AccountAddress address) {
        return find(address)
                .map(account -> Party.of(account.address(), account.id()))
                .orElseGet(() -> Party.unknown(address.toString()));
    }
}
