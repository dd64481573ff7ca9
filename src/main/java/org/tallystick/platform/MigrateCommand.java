package org.tallystick.platform;

import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/**
 * {@code migrate}: brings the database to this version, and ends. For installations in which no instance migrates when it
 * starts, such as several behind a balancer, whose login then needs no right to change tables.
 */
@Singleton
final class MigrateCommand implements Command {
    /** {@link Tallystick} has the migrations run for it before Quarkus is started, whatever is configured for the others. */
    static final String NAME = "migrate";

    private static final int MISUSED = 2;

    private final Flyway flyway;

    MigrateCommand(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "brings the database to this version, for instances that do not migrate at their start";
    }

    @Override
    public int run(String... args) {
        if (args.length > 0) {
            Console.complain("migrate takes no arguments");
            return MISUSED;
        }
        Console.say("The database is at version " + flyway.info().current().getVersion() + "; nothing is missing.");
        return 0;
    }
}
