package org.tallystick.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;

/** Reads the states of accounts. */
@ApplicationScoped
class AccountStates {
    /** A connection that has gone silent must not hold up all who ask. */
    private static final int MOST_SECONDS = 10;

    private final Database database;
    private final CommunityReads<AccountId, AccountState> reads = new CommunityReads<>(this::read);

    AccountStates(Database database) {
        this.database = database;
    }

    /** With one statement. Waits for the database. */
    Map<AccountId, AccountState> read(CommunityId community, Collection<AccountId> accounts) {
        return database.withinSeconds(MOST_SECONDS, connection -> AccountState.read(connection, community, accounts));
    }

    /** Together with others that are asked for at the same time; nobody waits. */
    Uni<Optional<AccountState>> read(AccountRef account) {
        return reads.read(account.community(), account.id());
    }
}
