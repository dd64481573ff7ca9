package org.tallystick.ledger;

import java.util.Optional;

/**
 * One side of a draft.
 *
 * @param address how the request named it: {@code alice.HRS}
 * @param account the account that this is; empty if there is none
 */
public record Party(String address, Optional<AccountId> account) {
    public static Party of(String address, AccountId account) {
        return new Party(address, Optional.of(account));
    }

    boolean is(AccountId id) {
        return account.filter(id::equals).isPresent();
    }

    public static Party unknown(String address) {
        return new Party(address, Optional.empty());
    }
}
