package org.tallystick.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.TestDatabase;

/**
 * Trades go on while a newer instance migrates: no migration goes through a large table under a lock that they wait for. It adds
 * columns that may be empty, constraints NOT VALID, and indexes CONCURRENTLY; what is to be filled or validated comes in steps of its
 * own.
 */
class MigrationLocksTest {
    /** The last of those with which all instances are stopped (docs/operations.md, Upgrading). */
    private static final int LAST_THAT_HOLDS = 43;

    private static final Pattern NAME = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @BeforeAll
    static void someRows() throws SQLException {
        BooksFixture books = BooksFixture.in(DATABASE.owner(), "maple");
        UUID alice = books.account("alice", 1_000);
        UUID bob = books.account("bob", 1_000);
        for (int i = 0; i < 10; i++) {
            books.trade(alice, bob, 1 + i);
        }
    }

    /** Each on a database that has those before it. */
    @Test
    void noNewMigrationHoldsUpTrades() throws Exception {
        Map<Integer, Path> migrations = migrations();
        assertThat(migrations).containsKey(LAST_THAT_HOLDS);
        TestDatabase database = TestDatabase.ofOwnerWithFewRights();
        for (Map.Entry<Integer, Path> migration : migrations.entrySet()) {
            if (migration.getKey() <= LAST_THAT_HOLDS || isOutsideOfTransactions(migration.getValue())) {
                continue;
            }
            database.migrateTo(migration.getKey() - 1);
            BooksFixture books = BooksFixture.in(database.owner(), "m" + migration.getKey());
            books.trade(books.account("alice", 100), books.account("bob", 100), 5);
            assertThat(TriedMigration.holds(database.owner(), Files.readString(migration.getValue())))
                    .as(migration.getValue().toString())
                    .isEmpty();
        }
    }

    private static Map<Integer, Path> migrations() throws IOException {
        Map<Integer, Path> migrations = new TreeMap<>(Comparator.naturalOrder());
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    migrations.put(Integer.parseInt(name.group(1)), file);
                }
            }
        }
        return migrations;
    }

    /** As indexes are that are made beside the work; Flyway is told so by a file next to it. */
    private static boolean isOutsideOfTransactions(Path migration) throws IOException {
        Path configuration = migration.resolveSibling(migration.getFileName() + ".conf");
        return Files.exists(configuration)
                && Files.readString(configuration).contains("executeInTransaction=false")
                && Files.readString(migration)
                        .matches("(?s)(\\s|--[^\\n]*\\n|(CREATE|DROP) INDEX CONCURRENTLY [^;]*;)*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE entry ADD COLUMN lot int DEFAULT (random() * 10)::int"
                        + " | it rewrites entry under AccessExclusiveLock",
                "ALTER TABLE trade ALTER COLUMN amount TYPE numeric | it rewrites trade under AccessExclusiveLock",
                "CREATE INDEX ON trade (community_id, amount) | it goes through trade under ShareLock",
                "ALTER TABLE entry ADD CONSTRAINT small CHECK (amount < 1000000)"
                        + " | it goes through entry under AccessExclusiveLock",
                "UPDATE account SET balance_cap = 5000; ALTER TABLE account ALTER COLUMN balance_cap SET NOT NULL"
                        + " | it goes through account under AccessExclusiveLock",
                "LOCK TABLE account; UPDATE account SET credit_limit = credit_limit + 1"
                        + " | it goes through account under AccessExclusiveLock",
            })
    void oneThatWouldIsFound(String sql, String how) throws SQLException {
        assertThat(TriedMigration.holds(DATABASE.owner(), sql)).contains(how);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE entry ADD COLUMN lot int",
                "ALTER TABLE trade ADD COLUMN lot int NOT NULL DEFAULT 0",
                "ALTER TABLE entry ADD CONSTRAINT small CHECK (amount < 1000000) NOT VALID",
                "CREATE TABLE lot (community_id uuid PRIMARY KEY)",
                "UPDATE account SET credit_limit = credit_limit + 1",
            })
    void oneThatWouldNotIsLetPass(String sql) throws SQLException {
        assertThat(TriedMigration.holds(DATABASE.owner(), sql)).isEqualTo(List.of());
    }
}
