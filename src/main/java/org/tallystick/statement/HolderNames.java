package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;

/** How the holders of accounts are called: a member's name, or what an account is for that is the community's own. */
@ApplicationScoped
public class HolderNames {
    private final Database database;

    HolderNames(Database database) {
        this.database = database;
    }

    /** With one statement, for names change and so none is kept. Waits for the database. */
    public Map<AccountId, String> of(CommunityId community, Collection<AccountId> accounts) {
        return database.with(connection -> new StatementNamesSql(connection).of(community, accounts));
    }
}
