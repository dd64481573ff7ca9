package org.tallystick.account;

import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.security.MemberId;

/**
 * All of an account that never changes.
 *
 * @param address the canonical one: bare in the community's default currency
 * @param kind {@code member}, {@code fund}, {@code clearing} or {@code settlement}
 * @param member whose it is; empty for one of the community's own
 */
public record AccountRef(
        AccountId id,
        CommunityId community,
        String address,
        Currency currency,
        String kind,
        Optional<MemberId> member) {

    /** Whether it is the one that takes write-offs. */
    public boolean isSettlement() {
        return kind.equals("settlement");
    }

    /** The handle of the member whose it is. */
    public Optional<String> memberHandle() {
        return member.map(owner -> AccountAddress.parse(address).name());
    }
}
