package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tallystick.account.Directory;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.ReversalDraft.Original;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Database;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.BookedTradeSql;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;

/** Trades as their reversals need them: all their lines, with the addresses of the accounts. Waits for the database. */
@ApplicationScoped
public class Originals {
    private final Trades trades;
    private final Directory directory;
    private final Database database;

    Originals(Trades trades, Directory directory, Database database) {
        this.trades = trades;
        this.directory = directory;
        this.database = database;
    }

    /** @throws ProblemException 404 if there is none, or the caller has no part in it */
    public BookedTrade visible(Access access, TradeId id) {
        return trades.visible(access, id);
    }

    /** One that is known to be there. */
    public BookedTrade trade(CommunityId community, TradeId id) {
        return database.with(connection -> BookedTradeSql.read(connection, community, List.of(id)))
                .get(0);
    }

    public Original of(CommunityId community, BookedTrade trade) {
        return Reversing.of(trade, id -> directory.byId(community, id).orElseThrow())
                .original();
    }
}
