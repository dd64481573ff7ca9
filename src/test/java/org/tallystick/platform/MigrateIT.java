package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** Instances that do not migrate, and the command that does it for them. */
class MigrateIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @Test
    void anInstanceWaitsWithoutAPortUntilTheCommandHasMigrated() throws IOException {
        TestDatabase database = TestDatabase.empty();
        int port = freePort();
        Map<String, String> patient = instance(database);
        patient.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        patient.put("TALLYSTICK_MIGRATION_WAIT_FOR", "5m");
        try (ServiceProcess service = ServiceProcess.start(patient)) {
            ServiceProcess.await(
                    "waiting", LONGEST, () -> service.output().contains("waiting for the command migrate"));
            assertThat(isOpen(port)).isFalse();
            try (ServiceProcess migration = ServiceProcess.start(migration(database), "migrate")) {
                assertThat(migration.awaitExit(LONGEST)).as(migration.output()).isZero();
                assertThat(migration.output())
                        .matches("(?s).*The database is at version \\d+; nothing is missing\\.\\s*");
            }
            assertThat(service.awaitReady().isReady()).isTrue();
            assertThat(isOpen(port)).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theCommandMigratesOnceAndMayBeCalledAgain() {
        TestDatabase database = TestDatabase.fresh();
        try (ServiceProcess again = ServiceProcess.start(migration(database), "migrate");
                ServiceProcess misused = ServiceProcess.start(migration(database), "migrate", "44")) {
            assertThat(again.awaitExit()).as(again.output()).isZero();
            assertThat(misused.awaitExit()).isEqualTo(2);
            assertThat(misused.output()).contains("migrate takes no arguments");
        }
    }

    @Test
    void anInstanceDoesNotServeFromADatabaseThatIsBehind() {
        TestDatabase database = TestDatabase.empty();
        Map<String, String> impatient = instance(database);
        impatient.put("TALLYSTICK_MIGRATION_WAIT_FOR", "1s");
        try (ServiceProcess refused = ServiceProcess.start(impatient)) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("The database lacks ", "Run the command migrate")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        TestDatabase database = TestDatabase.fresh();
        database.asAdministrator("DELETE FROM flyway_schema_history WHERE installed_rank ="
                + " (SELECT max(installed_rank) FROM flyway_schema_history)");
        Map<String, String> impatient = instance(database);
        impatient.put("TALLYSTICK_MIGRATION_WAIT_FOR", "0s");
        try (ServiceProcess refused = ServiceProcess.start(impatient)) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output().strip())
                    .matches(
                            "The database lacks the migrations \\d+, and is not migrated at this start\\. Run the command migrate"
                                    + " of this version under the owner of the tables, then start again\\.");
        }
    }

    @Test
    void anInstanceThatDoesNotMigrateMayNotOwnTheTables() {
        TestDatabase database = TestDatabase.fresh();
        Map<String, String> owner = instance(database);
        owner.put("QUARKUS_DATASOURCE_USERNAME", "owner");
        try (ServiceProcess refused = ServiceProcess.start(owner)) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("The login owner owns the tables")
                    .doesNotContain("\tat ");
        }
    }

    /** Of two logins it has the lesser alone. */
    private Map<String, String> instance(TestDatabase database) {
        Map<String, String> environment = migration(database);
        environment.keySet().removeIf(name -> name.startsWith("TALLYSTICK_MIGRATION_"));
        return environment;
    }

    private Map<String, String> migration(TestDatabase database) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("TALLYSTICK_DATA_DIR", home.resolve("data").toString());
        environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        return environment;
    }
}
