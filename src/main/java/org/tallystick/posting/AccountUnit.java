package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;

/**
 * A change of the limits or the status of accounts, under the same locks as trades.
 *
 * @param changeId the id of the change record that the consequence writes: by it a repeat after a lost connection finds
 *     out that the change was made
 * @param consequence what else happens in the same transaction
 */
public record AccountUnit(
        CommunityId community, long accessVersion, UUID changeId, List<Change> changes, Consequence consequence)
        implements Unit {

    public AccountUnit {
        changes = List.copyOf(changes);
    }

    /**
     * What changes of one account.
     *
     * @param expectedVersion the version of the limits that the administrator has seen; empty: any
     */
    public record Change(
            AccountId account, Optional<Limits> limits, Optional<AccountStatus> status, OptionalLong expectedVersion) {
        public static Change ofLimits(AccountId account, Limits limits, OptionalLong expectedVersion) {
            return new Change(account, Optional.of(limits), Optional.empty(), expectedVersion);
        }

        public static Change ofStatus(AccountId account, AccountStatus status) {
            return new Change(account, Optional.empty(), Optional.of(status), OptionalLong.empty());
        }
    }

    /** Both limits of an account. */
    public record Limits(CreditLimit creditLimit, BalanceCap balanceCap) {}

    /** Runs after the accounts were written, before the commit. It may throw a problem, which undoes the unit. */
    @FunctionalInterface
    public interface Consequence {
        void in(Connection connection, List<Account> before, List<Account> after) throws SQLException;
    }

    boolean changesLimits() {
        return changes.stream().anyMatch(change -> change.limits().isPresent());
    }

    @Override
    public Set<AccountId> accounts() {
        return changes.stream().map(Change::account).collect(Collectors.toSet());
    }

    @Override
    public int weight() {
        return 1;
    }

    /** The guards judge a balance by the limits that its row shows, so a trade never shares a change's transaction. */
    @Override
    public boolean standsAlone() {
        return true;
    }
}
