package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.HoldDraft;
import org.tallystick.ledger.HoldId;
import org.tallystick.ledger.Party;

/**
 * Sets an amount aside, or gives it back, under the same locks as trades. It is safe to repeat: what was placed or released under this id
 * is so.
 *
 * @param recordedBy who asks for it: where the draft has a spending limit, its spender
 * @param consequence what else happens in the same transaction, where it was not done before
 */
public record HoldUnit(
        CommunityId community,
        long accessVersion,
        Action action,
        UUID recordedBy,
        Optional<Condition> condition,
        Consequence consequence)
        implements Unit {

    /** What is done. */
    public sealed interface Action {
        /** The accounts that it changes. */
        Set<AccountId> accounts();
    }

    /** An amount is set aside, if the limits allow it. */
    public record Place(HoldId id, HoldDraft draft) implements Action {
        @Override
        public Set<AccountId> accounts() {
            return draft.parties().stream()
                    .map(Party::account)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toSet());
        }
    }

    /** What is left of it is given back, which nothing refuses. */
    public record Release(Hold hold) implements Action {
        @Override
        public Set<AccountId> accounts() {
            return Set.of(hold.payer(), hold.payee());
        }
    }

    /** Runs after the hold and the accounts were written, before the commit. It may throw a problem, which undoes the unit. */
    @FunctionalInterface
    public interface Consequence {
        void in(Connection connection) throws SQLException;
    }

    @Override
    public Set<AccountId> accounts() {
        return action.accounts();
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public boolean standsAlone() {
        return true;
    }
}
