package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

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
    @TempDir
    Path home;

    @Test
    void anInstanceWaitsUntilTheCommandHasMigrated() {
        TestDatabase database = TestDatabase.empty();
        try (ServiceProcess service = ServiceProcess.start(instance(database));
                ServiceProcess migration = ServiceProcess.start(migration(database), "migrate")) {
            assertThat(migration.awaitExit(Duration.ofMinutes(2)))
                    .as(migration.output())
                    .isZero();
            assertThat(migration.output()).matches("(?s).*The database is at version \\d+; nothing is missing\\.\\s*");
            assertThat(service.awaitReady().isReady()).isTrue();
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
