package org.tallystick.posting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.LongReading;
import org.tallystick.posting.BooksCheckSql.Violations;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Checks the books of a live database from the entries up, each community in a snapshot of its own. The database looks for
 * what is wrong and sends only that: memory stays bounded however many entries there are, here by {@link
 * Verification#MOST_NAMED}, there by {@code work_mem}, beyond which it sorts on disk.
 *
 * <p>Not to be called inside a transaction: it opens its own.
 */
@ApplicationScoped
public class VerifyLedger {
    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** Enough to sort a year of a large community in memory; a few of these are in use at once. */
    private static final String MEMORY = "SET LOCAL work_mem = '64MB'";

    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM trade WHERE community_id = ?) AS trades,
                   (SELECT count(*) FROM entry WHERE community_id = ?) AS entries,
                   (SELECT count(*) FROM account WHERE community_id = ?) AS accounts,
                   (SELECT count(*) FROM currency WHERE community_id = ?) AS currencies,
                   (SELECT count(*) FROM trade WHERE community_id = ? AND reverses IS NOT NULL) AS reversals,
                   (SELECT count(*) FROM hold WHERE community_id = ? AND state = 'open') AS "openHolds",
                   (SELECT count(*) FROM idempotency_key WHERE community_id = ?) AS keys""";

    private static final String COMMUNITIES = "SELECT community_id, slug FROM community ORDER BY slug";

    /** As many checks are at work at a time: the database has other things to do. */
    private static final int WORKERS = 2;

    private static final int MOST_AT_A_TIME = 2;

    /** For a turn. */
    private static final long LONGEST_WAIT_SECONDS = 60;

    /** Each has a connection of its own and one for each worker, so that not too many of them wait for more. */
    private final Semaphore verifications = new Semaphore(MOST_AT_A_TIME);

    private final DataSource dataSource;

    @Inject
    public VerifyLedger(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Verifies one community; of a community that is not there, nothing is wrong and nothing was checked.
     *
     * @throws ProblemException {@code unavailable} if too many others are being verified
     */
    public Verification verify(CommunityId community) throws SQLException {
        takeTurn();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try (Connection connection = dataSource.getConnection()) {
            return inSnapshot(connection, Optional.empty(), () -> verify(connection, community.value(), workers));
        } finally {
            workers.shutdown();
            verifications.release();
        }
    }

    private void takeTurn() {
        try {
            if (verifications.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.of(
                ProblemType.UNAVAILABLE, "Other books are being verified right now; ask again in a few minutes.");
    }

    /** Verifies all communities one after the other, in the order of their slugs; {@code each} gets the slug. */
    public void verifyAll(BiConsumer<String, Verification> each) throws SQLException {
        for (Map.Entry<String, CommunityId> community : communities().entrySet()) {
            each.accept(community.getKey(), verify(community.getValue()));
        }
    }

    private Map<String, CommunityId> communities() throws SQLException {
        Map<String, CommunityId> communities = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(COMMUNITIES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                communities.put(rows.getString(2), new CommunityId(rows.getObject(1, UUID.class)));
            }
        }
        return communities;
    }

    /** All checks read the snapshot that this transaction holds open, some at a time, each on a connection of its own. */
    private Verification verify(Connection connection, UUID community, ExecutorService workers) throws SQLException {
        String snapshot = exportSnapshot(connection);
        List<CompletableFuture<Violations>> checks = BooksChecks.ALL.stream()
                .map(check -> CompletableFuture.supplyAsync(() -> find(snapshot, community, check), workers))
                .toList();
        Map<String, Long> checked = counts(connection, community);
        List<Violation> named = new ArrayList<>();
        long count = 0;
        for (CompletableFuture<Violations> check : checks) {
            Violations found = result(check);
            named.addAll(
                    found.named().subList(0, Math.min(found.named().size(), Verification.MOST_NAMED - named.size())));
            count += found.count();
        }
        return new Verification(count == 0, checked, named, count);
    }

    private static Violations result(CompletableFuture<Violations> check) throws SQLException {
        try {
            return check.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CheckFailure failure) {
                throw failure.cause;
            }
            throw e;
        }
    }

    /** Carries a failure out of a worker. */
    private static final class CheckFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final SQLException cause;

        CheckFailure(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private Violations find(String snapshot, UUID community, BooksCheck check) {
        try (Connection connection = dataSource.getConnection()) {
            return inSnapshot(connection, Optional.of(snapshot), () -> {
                execute(connection, MEMORY);
                return new BooksCheckSql(connection, community).find(check);
            });
        } catch (SQLException e) {
            throw new CheckFailure(e);
        }
    }

    /** It takes as long as the books are large. */
    private static <T> T inSnapshot(
            Connection connection, Optional<String> snapshot, LongReading.Reading<T, RuntimeException> reading)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, SNAPSHOT);
            if (snapshot.isPresent()) {
                execute(connection, "SET TRANSACTION SNAPSHOT '" + snapshot.get() + "'");
            }
            return LongReading.of(connection, LongReading.AN_HOUR, reading);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String exportSnapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Map<String, Long> counts(Connection connection, UUID community) throws SQLException {
        try (PreparedStatement statement = BooksCheckSql.prepare(connection, COUNTS, community);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Map<String, Long> counts = new LinkedHashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                counts.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
            }
            return counts;
        }
    }
}
