package org.tallystick.finding;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.posting.AccountEntries;
import org.tallystick.problem.InvariantFailures;

/**
 * Writes the blocks of accounts with many entries, behind the books: round by round some accounts, and a bounded number of blocks,
 * so that posting is not held up. Accounts with few entries have none, and need none.
 */
@ApplicationScoped
public class WriteBlocks implements Chore {
    private static final Logger LOG = Logger.getLogger(WriteBlocks.class);
    private static final int ACCOUNTS_A_ROUND = 10_000;
    private static final int BLOCKS_A_ROUND = 256;
    private static final int BLOCKS_AT_ONCE = 16;
    /** Less than these are not worth it. */
    private static final int FEWEST_BLOCKS = 8;

    private static final Place BEGINNING = new Place(new UUID(0, 0), new UUID(0, 0));

    private static final String ACCOUNTS = """
            SELECT community_id, account_id, entry_count / 64 AS blocks FROM account
             WHERE (community_id, account_id) > (?, ?) ORDER BY community_id, account_id LIMIT ?""";

    private final Sql sql;
    private final Database database;
    private Place last = BEGINNING;

    WriteBlocks(Sql sql, Database database) {
        this.sql = sql;
        this.database = database;
    }

    private record Place(UUID community, UUID account) {}

    /** @param blocks how many its entries fill */
    private record Due(Place place, long blocks) {}

    @Override
    public synchronized void runDue(Instant now) {
        Place from = last;
        List<Due> accounts =
                sql.list(ACCOUNTS, WriteBlocks::account, from.community(), from.account(), ACCOUNTS_A_ROUND);
        long left = BLOCKS_A_ROUND;
        Optional<Place> stopped = Optional.empty();
        for (Due account : accounts) {
            if (account.blocks() >= FEWEST_BLOCKS && stopped.isEmpty()) {
                left -= writeOrSkip(account, left);
                stopped = left > 0 ? Optional.empty() : Optional.of(account.place());
            }
        }
        // The next round goes on behind the last account that had its turn, and after the last of all with the first.
        Place end = accounts.size() < ACCOUNTS_A_ROUND
                ? BEGINNING
                : accounts.get(accounts.size() - 1).place();
        last = stopped.orElse(end);
    }

    private static Due account(ResultSet row) throws SQLException {
        return new Due(
                new Place(row.getObject("community_id", UUID.class), row.getObject("account_id", UUID.class)),
                row.getLong("blocks"));
    }

    /** What is wrong with one account holds up no other: it has its turn again when all have had theirs. */
    private long writeOrSkip(Due account, long most) {
        try {
            return write(account, most);
        } catch (RuntimeException | Error e) {
            String sentence = "No search blocks are written for account "
                    + account.place().account() + " now";
            InvariantFailures.tell(LOG, "chore", sentence, e);
            return 0;
        }
    }

    /** @return how many it wrote */
    private long write(Due account, long most) {
        return database.with(connection -> {
            Blocks blocks = new Blocks(new AccountEntries(
                    connection,
                    new CommunityId(account.place().community()),
                    new AccountId(account.place().account())));
            long written = blocks.written();
            if (account.blocks() - written < FEWEST_BLOCKS) {
                return 0L;
            }
            long end = Math.min(account.blocks(), written + most);
            for (long first = written; first < end; first += BLOCKS_AT_ONCE) {
                blocks.write(first, Math.min(end, first + BLOCKS_AT_ONCE));
            }
            return end - written;
        });
    }
}
