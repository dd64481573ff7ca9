package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedDatabaseTest {
    /** With a space, as a person's directory may have one. */
    @TempDir
    Path home;

    @Test
    void aFirstStartMakesADurableDatabaseThatAsksForPasswords() throws Exception {
        Path directory = home.resolve("my data");
        EmbeddedDatabase database = EmbeddedDatabase.start(directory);
        try {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(ask(database, "SHOW " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(ask(database, "SHOW server_version_num")).startsWith("18");
            assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            for (String user : new String[] {"postgres", "tallystick_owner", "tallystick_app"}) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, "guess"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
            assertThatThrownBy(() -> ask(database, "CREATE TABLE mine (a int)"))
                    .hasMessageContaining("permission denied");
            assertOwnerAloneReads(directory);
            asSuperuserNothingIsWaitedForWithoutAnEnd(new DataDirectory(directory));
        } finally {
            database.stop();
        }
        assertThat(directory.resolve("postgresql").resolve("postmaster.pid")).doesNotExist();
        assertThat(ControlFile.of(directory.resolve("postgresql")).timeline()).isEqualTo(1);

        theNumberOfADeadServerMayBelongToAnotherProgramByNow(directory);
        withoutItsPasswordsADatabaseIsNotTouched(directory);
    }

    @Test
    void whereARestoreWasInterruptedNoEmptyDatabaseIsMade() throws IOException {
        Files.createDirectory(home.resolve("restoring"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(home))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("was interrupted. Restore again; or delete ");
        assertThat(home).isDirectoryNotContaining("glob:**{passwords,postgresql*}");
    }

    private static void asSuperuserNothingIsWaitedForWithoutAnEnd(DataDirectory data) throws Exception {
        PGSimpleDataSource superuser = data.superuser();
        assertThat(superuser.getLoginTimeout()).isPositive();
        assertThat(superuser.getConnectTimeout()).isPositive();
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(36_000);
            for (String limit : new String[] {"statement_timeout", "lock_timeout"}) {
                try (ResultSet row = statement.executeQuery("SHOW " + limit)) {
                    row.next();
                    assertThat(row.getString(1)).as(limit).matches("[1-9][0-9]*s");
                }
            }
        }
        assertThat(data.log().toCome()).isBetween(1L << 30, (2L << 30) - 1);
    }

    private static void assertOwnerAloneReads(Path directory) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("database-passwords"))))
                .isEqualTo("rw-------");
    }

    private static void theNumberOfADeadServerMayBelongToAnotherProgramByNow(Path directory) throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Path cluster = directory.resolve("postgresql");
            Files.writeString(
                    cluster.resolve("postmaster.pid"),
                    other.pid() + "\n" + cluster + "\n1700000000\n5432\n\n127.0.0.1\n        1         1\nready   \n");
            EmbeddedDatabase database = EmbeddedDatabase.start(directory);
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
            database.stop();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private static void withoutItsPasswordsADatabaseIsNotTouched(Path directory) throws IOException {
        Path passwords = directory.resolve("database-passwords");
        Files.move(passwords, directory.resolve("elsewhere"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(passwords + " is missing");
        assertThat(directory.resolve("postgresql").resolve("PG_VERSION")).exists();
    }

    private static String ask(EmbeddedDatabase database, String query) throws SQLException {
        Login login = database.application();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), login.username(), login.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
