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
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.tallystick.ledger.CommunityId;

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

    private final DataSource dataSource;

    @Inject
    public VerifyLedger(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Verifies one community; of a community that is not there, nothing is wrong and nothing was checked. */
    public Verification verify(CommunityId community) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return verify(connection, community.value());
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
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

    private static Verification verify(Connection connection, UUID community) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SNAPSHOT);
            statement.execute(MEMORY);
        }
        Map<String, Long> checked = counts(connection, community);
        List<Violation> named = new ArrayList<>();
        long count = 0;
        for (BooksCheck check : BooksCheck.ALL) {
            count += find(connection, community, check, named);
        }
        return new Verification(count == 0, checked, named, count);
    }

    private static Map<String, Long> counts(Connection connection, UUID community) throws SQLException {
        try (PreparedStatement statement = prepare(connection, COUNTS, community);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Map<String, Long> counts = new LinkedHashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                counts.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
            }
            return counts;
        }
    }

    /** Names as many violations as there is room for, and returns how many there are. */
    private static long find(Connection connection, UUID community, BooksCheck check, List<Violation> named)
            throws SQLException {
        int room = Verification.MOST_NAMED - named.size();
        String sql = "SELECT subject, detail, count(*) OVER () FROM (" + check.violations()
                + ") v ORDER BY subject, detail LIMIT " + Math.max(room, 1);
        long count = 0;
        try (PreparedStatement statement = prepare(connection, sql, community);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                count = rows.getLong(3);
                if (named.size() < Verification.MOST_NAMED) {
                    named.add(new Violation(check.invariant(), rows.getString(1), rows.getString(2)));
                }
            }
        }
        return count;
    }

    /** Every question mark is the community. */
    private static PreparedStatement prepare(Connection connection, String sql, UUID community) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                statement.setObject(i, community);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
