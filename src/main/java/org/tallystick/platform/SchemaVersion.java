package org.tallystick.platform;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/** Which version of the tables this program needs, and which the database has now: another instance may have migrated it since. */
@ApplicationScoped
public class SchemaVersion {
    /** After the migrations, and whoever waits for them. */
    private static final int LATE = 5_000;

    private static final String APPLIED =
            "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL";

    private final Flyway flyway;
    private final Database database;
    private final TallystickConfig config;
    private volatile Optional<MigrationVersion> needed = Optional.empty();

    SchemaVersion(Flyway flyway, Database database, TallystickConfig config) {
        this.flyway = flyway;
        this.database = database;
        this.config = config;
    }

    /**
     * @param needed by this program
     * @param found in the database
     * @param difference of what was found to what is needed: negative if the database is behind
     */
    public record State(String needed, String found, int difference) {}

    /** Once, for Flyway waits for the database as long as that takes. */
    void start(@Observes @Priority(LATE) StartupEvent event) {
        if (config.command().isEmpty()) {
            needed = Arrays.stream(flyway.info().all())
                    .filter(migration -> migration.getState() != MigrationState.FUTURE_SUCCESS)
                    .map(migration -> migration.getVersion())
                    .filter(Objects::nonNull)
                    .max(MigrationVersion::compareTo);
        }
    }

    /**
     * Asks the database.
     *
     * @param seconds that it may take at most to answer
     * @throws org.tallystick.problem.ProblemException {@code unavailable} if it does not
     */
    public State read(int seconds) {
        MigrationVersion ours = needed.orElse(MigrationVersion.EMPTY);
        MigrationVersion found = database.withinSeconds(seconds, connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(APPLIED)) {
                MigrationVersion newest = MigrationVersion.EMPTY;
                while (rows.next()) {
                    MigrationVersion version = MigrationVersion.fromVersion(rows.getString(1));
                    newest = version.compareTo(newest) > 0 ? version : newest;
                }
                return newest;
            }
        });
        return new State(String.valueOf(ours), String.valueOf(found), found.compareTo(ours));
    }
}
