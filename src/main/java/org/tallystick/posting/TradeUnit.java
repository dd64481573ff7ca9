package org.tallystick.posting;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Party;

/** One trade or reversal, or several that are booked together or not at all, each seeing those before it. */
public record TradeUnit(CommunityId community, long accessVersion, Optional<KeyClaim> key, List<TradeOrder> orders)
        implements Unit {
    /** The most trades that are booked together. */
    public static final int MOST_ORDERS = 1_000;

    public TradeUnit {
        orders = List.copyOf(orders);
        if (orders.isEmpty() || orders.size() > MOST_ORDERS) {
            throw new IllegalArgumentException("a unit has 1 to " + MOST_ORDERS + " trades, not " + orders.size());
        }
    }

    @Override
    public Set<AccountId> accounts() {
        Set<AccountId> accounts = new HashSet<>();
        for (TradeOrder order : orders) {
            for (Party party : order.draft().parties()) {
                party.account().ifPresent(accounts::add);
            }
        }
        return accounts;
    }

    @Override
    public int weight() {
        return orders.size();
    }

    /** An override marks its whole transaction for the database's guard, so it shares it with nothing. */
    @Override
    public boolean standsAlone() {
        return orders.stream().anyMatch(order -> order.overrideBy().isPresent());
    }
}
