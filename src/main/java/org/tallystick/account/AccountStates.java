package org.tallystick.account;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.platform.GroupedReads;

/** Reads the states of accounts. */
@ApplicationScoped
class AccountStates {
    /** So many communities are read beside each other; the accounts of one always in the same group. */
    private static final int GROUPS = 4;

    /** A connection that has gone silent must not hold up all who ask. */
    private static final int MOST_SECONDS = 10;

    private final Database database;
    private final List<GroupedReads<Key, AccountState>> groups = Stream.generate(
                    () -> new GroupedReads<>(Infrastructure.getDefaultWorkerPool(), this::readAll))
            .limit(GROUPS)
            .toList();

    AccountStates(Database database) {
        this.database = database;
    }

    private record Key(CommunityId community, AccountId account) {}

    /** With one statement. Waits for the database. */
    Map<AccountId, AccountState> read(CommunityId community, Collection<AccountId> accounts) {
        return database.with(connection -> AccountState.read(connection, community, accounts));
    }

    /** Together with others that are asked for at the same time; nobody waits. */
    Uni<Optional<AccountState>> read(AccountRef account) {
        return groups.get(Math.floorMod(account.community().hashCode(), GROUPS))
                .read(new Key(account.community(), account.id()));
    }

    /** A statement a community, for none may name two. */
    private Map<Key, AccountState> readAll(Set<Key> keys) {
        Map<CommunityId, List<AccountId>> byCommunity = new HashMap<>();
        keys.forEach(key -> byCommunity
                .computeIfAbsent(key.community(), any -> new ArrayList<>())
                .add(key.account()));
        return database.withinSeconds(MOST_SECONDS, connection -> {
            Map<Key, AccountState> found = new HashMap<>();
            for (Map.Entry<CommunityId, List<AccountId>> one : byCommunity.entrySet()) {
                AccountState.read(connection, one.getKey(), one.getValue())
                        .forEach((id, state) -> found.put(new Key(one.getKey(), id), state));
            }
            return found;
        });
    }
}
