package org.tallystick.platform;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Where the instances do not migrate ({@code quarkus.flyway.migrate-at-start=false}), {@link MigrateCommand} does, once for
 * all of them. An instance waits for it a while, and refuses to serve from a database that lacks something; also under a
 * login that owns the tables, for it could change what is booked. A database that is newer than this version is served, as
 * it is while instances are replaced one after the other.
 */
@Singleton
class SchemaCheck {
    static final String MIGRATE_AT_START = "quarkus.flyway.migrate-at-start";
    /** After {@link DurabilityCheck}, and before everything that reads tables. */
    private static final int EARLY = Interceptor.Priority.PLATFORM_BEFORE + 1;

    private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
    /** No right to read it, or nothing there to read. */
    private static final Set<String> UNREADABLE = Set.of("42501", "42P01", "3F000");

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final DataSource dataSource;
    private final TallystickConfig config;
    private final boolean migratesAtStart;

    SchemaCheck(
            Flyway flyway,
            DataSource dataSource,
            TallystickConfig config,
            @ConfigProperty(name = MIGRATE_AT_START) boolean migratesAtStart) {
        this.flyway = flyway;
        this.dataSource = dataSource;
        this.config = config;
        this.migratesAtStart = migratesAtStart;
    }

    void check(@Observes @Priority(EARLY) StartupEvent started) {
        if (migratesAtStart) {
            return;
        }
        awaitMigrated();
        refuseOwner();
    }

    /** Somebody sits before a command, and can call it again. */
    private void awaitMigrated() {
        Duration patience = config.command().isPresent()
                ? Duration.ZERO
                : config.migration().waitFor();
        long end = System.nanoTime() + patience.toNanos();
        Optional<String> missing = missing();
        boolean told = false;
        while (missing.isPresent()) {
            if (System.nanoTime() >= end) {
                throw new StartFailure("The database " + missing.get() + ", and is not migrated at this start. "
                        + "Run the command migrate of this version under the owner of the tables, then start again.");
            }
            if (!told) {
                told = true;
                LOG.infof(
                        "The database %s; waiting for the command migrate, %d seconds at most",
                        missing.get(), patience.toSeconds());
            }
            pause();
            missing = missing();
        }
    }

    private Optional<String> missing() {
        try {
            String versions = Stream.of(flyway.info().pending())
                    .map(migration -> String.valueOf(migration.getVersion()))
                    .collect(Collectors.joining(", "));
            return versions.isEmpty() ? Optional.empty() : Optional.of("lacks the migrations " + versions);
        } catch (FlywayException e) {
            // Its history may be read since V44; before that nobody but the owner knows what there is.
            return Optional.of(
                    mayNotRead(e)
                            ? "lacks a history of migrations that this login may read"
                            : "cannot be asked what it lacks (" + firstLine(e) + ")");
        }
    }

    private static String firstLine(FlywayException fault) {
        return String.valueOf(fault.getMessage()).strip().lines().findFirst().orElse("");
    }

    private static boolean mayNotRead(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException fault && UNREADABLE.contains(String.valueOf(fault.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted.", e);
        }
    }

    private void refuseOwner() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT pg_has_role(current_user, relowner, 'USAGE'), current_user"
                                + " FROM pg_class WHERE oid = 'trade'::regclass")) {
            if (rows.next() && rows.getBoolean(1)) {
                throw new StartFailure("The login " + rows.getString(2) + " owns the tables or may act as their owner, "
                        + "and could change what is booked. Give the service a login of its own, or name this one in "
                        + "TALLYSTICK_MIGRATION_USERNAME too, and it takes a lesser role.");
            }
        } catch (SQLException e) {
            throw new StartFailure("The database cannot be asked who owns its tables: " + e.getMessage(), e);
        }
    }
}
