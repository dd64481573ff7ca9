package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Reversed;
import org.tallystick.ledger.Spending;
import org.tallystick.ledger.TradeId;
import org.tallystick.problem.ProblemException;

/**
 * Writes one batch of one community into one open transaction; the commit is the lane's. It goes through the community's gate
 * ({@link AccessVersion}), locks the accounts in the order of their ids, reads what else the decisions need in later statements
 * (which see all that committed before the locks were had), decides in memory, and writes with one statement.
 */
final class Writer {
    private final BooksSql sql;
    private final AccountChangeSql accountSql;
    private final Clock clock;

    Writer(Connection connection, Clock clock) {
        this.sql = new BooksSql(connection);
        this.accountSql = new AccountChangeSql(connection);
        this.clock = clock;
    }

    /**
     * @param units of one community, in the order of arrival; one that stands alone is alone
     * @param repeated whether an earlier attempt may have been committed without our knowing
     * @return an outcome for each, true once the transaction commits
     */
    List<Outcome> write(List<Unit> units, boolean repeated) throws SQLException {
        if (units.get(0) instanceof AccountUnit change) {
            return List.of(change(change, repeated));
        }
        if (units.get(0) instanceof HoldUnit hold) {
            return List.of(new HoldWriter(sql).write(hold, clock.instant()));
        }
        List<TradeUnit> trades = units.stream().map(TradeUnit.class::cast).toList();
        if (repeated && trades.stream().anyMatch(trade -> trade.key().isEmpty())) {
            throw new IllegalStateException("nobody knows whether a trade without a key is booked already");
        }
        Batch batch = decide(trades, Locking.FOR_TRADES);
        if (batch.hasBookings()) {
            Optional<UUID> override = batch.override();
            if (override.isPresent()) {
                sql.markOverride(override.get());
            }
            if (batch.windsUp()) {
                sql.markWindingUp(batch.community());
            }
            sql.write(batch);
            follow(trades.get(0), batch.outcomes().get(0));
        }
        return batch.outcomes();
    }

    /** A unit with a consequence, or with a hold to accept, is alone in its transaction. */
    private void follow(TradeUnit unit, Outcome outcome) throws SQLException {
        if (outcome instanceof Outcome.Booked booked && !booked.replayed()) {
            new HoldWriter(sql).give(unit, booked.trades().get(0));
            if (unit.consequence().isPresent()) {
                unit.consequence().get().in(sql.connection(), booked.trades());
            }
        }
    }

    /** What a unit is bound to is asked before it is decided, unless it is to be authorised again or its key was used. */
    private void require(TradeUnit unit, Facts facts) throws SQLException {
        boolean isDecided = unit.accessVersion() >= facts.accessVersion()
                && unit.key().filter(facts::isBought).isEmpty();
        if (isDecided) {
            if (unit.condition().isPresent()) {
                unit.condition().get().in(sql.connection());
            }
            new HoldWriter(sql).requireOpen(unit);
        }
    }

    /** Decides without locks, and writes nothing. */
    List<Outcome> preview(List<TradeUnit> units) throws SQLException {
        return decide(units, Locking.NOTHING).outcomes();
    }

    /** The same for an amount that would be set aside. */
    Outcome preview(HoldUnit unit) throws SQLException {
        return new HoldWriter(sql).preview(unit, clock.instant());
    }

    private Batch decide(List<TradeUnit> units, Locking locking) throws SQLException {
        CommunityId community = units.get(0).community();
        Set<AccountId> accounts = new HashSet<>();
        List<KeyClaim> claims = new ArrayList<>();
        for (TradeUnit unit : units) {
            accounts.addAll(unit.accounts());
            unit.key().ifPresent(claims::add);
        }
        Facts facts = sql.lockAndLookUp(community, accounts, claims, locking);
        if (units.size() == 1) {
            require(units.get(0), facts);
        }
        Map<TradeId, Reversed> reversed = new ReversedSql(sql.connection(), community).of(Batch.reversedTrades(units));
        Map<TradeId, BookedTrade> replays = new LinkedHashMap<>();
        for (BookedTrade trade : sql.trades(community, facts.boughtTrades(claims))) {
            replays.put(trade.id(), trade);
        }
        Instant now = clock.instant();
        Map<Spending, Amount> spentToday = SpentToday.read(
                sql.connection(), community, SpentToday.asked(units), facts.accounts(), facts.startOfDay(now));
        Batch batch = new Batch(community, facts, reversed, spentToday, replays, now);
        units.forEach(batch::decide);
        return batch;
    }

    private Outcome change(AccountUnit unit, boolean repeated) throws SQLException {
        Facts facts = sql.lockAndLookUp(unit.community(), unit.accounts(), List.of(), Locking.FOR_A_CHANGE);
        if (repeated && accountSql.wasMade(unit.community(), unit.changeId())) {
            return new Outcome.Changed(facts.accounts());
        }
        if (unit.accessVersion() < facts.accessVersion()) {
            return new Outcome.AccessStale();
        }
        if (!facts.open() && unit.changesLimits()) {
            throw ProblemException.communityClosed();
        }
        Map<AccountId, Account> accounts = new LinkedHashMap<>();
        facts.accounts().forEach(account -> accounts.put(account.id(), account));
        List<Account> before = new ArrayList<>();
        List<Account> after = new ArrayList<>();
        for (AccountUnit.Change change : unit.changes()) {
            Account account = accounts.get(change.account());
            if (account == null) {
                throw new IllegalStateException("no account " + change.account());
            }
            OptionalLong expected = change.expectedVersion();
            if (expected.isPresent()
                    && expected.getAsLong()
                            != Objects.requireNonNull(facts.limitsVersions().get(account.id()))) {
                return new Outcome.VersionStale(account.id());
            }
            if (change.status().equals(Optional.of(AccountStatus.CLOSED)) && !account.isSettled()) {
                return new Outcome.NotSettled(account);
            }
            Account changed = changed(account, change);
            before.add(account);
            after.add(changed);
            accounts.put(account.id(), changed);
        }
        accountSql.write(unit, after);
        unit.consequence().in(sql.connection(), before, after);
        return new Outcome.Changed(after);
    }

    private static Account changed(Account account, AccountUnit.Change change) {
        Account limited = change.limits()
                .map(limits -> account.withLimits(limits.creditLimit(), limits.balanceCap()))
                .orElse(account);
        return change.status().map(limited::withStatus).orElse(limited);
    }
}
