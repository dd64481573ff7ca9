package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.TradeDraft;

/**
 * One trade or reversal, or several that are booked together or not at all, each seeing those before it.
 *
 * @param condition what must be so, where they are not booked already
 * @param consequence what else happens in the same transaction, where they are booked and were not before
 */
public record TradeUnit(
        CommunityId community,
        long accessVersion,
        Optional<KeyClaim> key,
        List<TradeOrder> orders,
        Optional<Condition> condition,
        Optional<Consequence> consequence)
        implements Unit {
    /** The most trades that are booked together. */
    public static final int MOST_ORDERS = 1_000;

    public TradeUnit {
        orders = List.copyOf(orders);
        if (orders.isEmpty() || orders.size() > MOST_ORDERS) {
            throw new IllegalArgumentException("a unit has 1 to " + MOST_ORDERS + " trades, not " + orders.size());
        }
        if (orders.size() > 1 && orders.stream().anyMatch(TradeUnit::accepts)) {
            throw new IllegalArgumentException("a trade that accepts a hold is a unit by itself");
        }
    }

    public TradeUnit(CommunityId community, long accessVersion, Optional<KeyClaim> key, List<TradeOrder> orders) {
        this(community, accessVersion, key, orders, Optional.empty(), Optional.empty());
    }

    public TradeUnit(
            CommunityId community,
            long accessVersion,
            Optional<KeyClaim> key,
            List<TradeOrder> orders,
            Optional<Consequence> consequence) {
        this(community, accessVersion, key, orders, Optional.empty(), consequence);
    }

    /** Runs after the trades were written, before the commit. It may throw a problem, which undoes the unit. */
    @FunctionalInterface
    public interface Consequence {
        void in(Connection connection, List<BookedTrade> trades) throws SQLException;
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

    /** Whether it settles a community that is being wound up. */
    boolean windsUp() {
        return orders.get(0).draft() instanceof TradeDraft trade && trade.windsUp();
    }

    @Override
    public int weight() {
        return orders.size();
    }

    /**
     * An override marks its whole transaction for the database's guard, so it shares it with nothing; and nobody else's trade
     * fails for what this one is bound to, or for what follows from it.
     */
    @Override
    public boolean standsAlone() {
        return condition.isPresent()
                || consequence.isPresent()
                || acceptance().isPresent()
                || orders.stream().anyMatch(order -> order.overrideBy().isPresent());
    }

    /** The hold that its one trade accepts. */
    Optional<TradeDraft.Acceptance> acceptance() {
        return orders.get(0).draft() instanceof TradeDraft draft ? draft.accepts() : Optional.empty();
    }

    private static boolean accepts(TradeOrder order) {
        return order.draft() instanceof TradeDraft draft && draft.accepts().isPresent();
    }
}
