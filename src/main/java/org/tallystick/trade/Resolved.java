package org.tallystick.trade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Party;
import org.tallystick.security.MemberId;
import org.tallystick.levy.Levying;

/**
 * The accounts that a request names, as far as there are any.
 *
 * @param acceptedTerms what their members have accepted of the community's terms, where the caller's rights do not tell
 */
record Resolved(Map<AccountAddress, AccountRef> accounts, Map<MemberId, Integer> acceptedTerms) {
/** The accounts that a request names, as far as there are any, and the categories that it may name. */
record Resolved(Map<AccountAddress, AccountRef> accounts, NamedCategories categories) {
 * @param levying what trades among them owe the fund
 */
record Resolved(Map<AccountAddress, AccountRef> accounts, Levying levying) {
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
