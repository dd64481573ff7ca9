package org.tallystick.trade;

import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Party;
import org.tallystick.security.MemberId;

/**
 * The accounts that a request names, as far as there are any.
 *
 * @param acceptedTerms what their members have accepted of the community's terms, where the caller's rights do not tell
 */
record Resolved(Map<AccountAddress, AccountRef> accounts, Map<MemberId, Integer> acceptedTerms) {
/** The accounts that a request names, as far as there are any, and the categories that it may name. */
record Resolved(Map<AccountAddress, AccountRef> accounts, NamedCategories categories) {
    Optional<AccountRef> find(AccountAddress address) {
        return Optional.ofNullable(accounts.get(address));
    }

    Party party(AccountAddress address) {
        return find(address)
                .map(account -> Party.of(account.address(), account.id()))
                .orElseGet(() -> Party.unknown(address.toString()));
    }
}
