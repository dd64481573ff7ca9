package org.tallystick.backup;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What the commands are called with.
 *
 * @param directory of the backups
 * @param instant to restore to
 */
record CommandLine(Path directory, Optional<Instant> instant) {
    static final int MISUSED = 2;

    /** That a command was called wrongly, and how it is called. */
    static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message);
        }
    }

    static CommandLine ofBackup(Config config, String... args) {
        refuseServer(config, "backup");
        if (args.length != 1 || args[0].startsWith("-") || args[0].isBlank()) {
            throw new Misuse("backup takes one argument, the directory of the backups: backup DIR");
        }
        return new CommandLine(Path.of(args[0]), Optional.empty());
    }

    static CommandLine ofRestore(Config config, String... args) {
        refuseServer(config, "restore");
        boolean withInstant = args.length == 3 && args[1].equals("--to");
        if ((args.length != 1 && !withInstant) || args[0].startsWith("-") || args[0].isBlank()) {
            throw new Misuse(
                    "restore takes the directory of the backups, and an instant if it is not to restore everything: "
                            + "restore DIR [--to 2026-11-28T02:00:00Z]");
        }
        return new CommandLine(Path.of(args[0]), withInstant ? Optional.of(instant(args[2])) : Optional.empty());
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Misuse("'" + text + "' is no instant; write it like 2026-11-28T02:00:00Z or "
                    + "2026-11-28T03:00:00+01:00, with the distance from UTC");
        }
    }

    private static void refuseServer(Config config, String command) {
        if (config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .filter(url -> !url.isBlank())
                .isPresent()) {
            throw new Misuse(command + " is for the embedded database, and QUARKUS_DATASOURCE_JDBC_URL names a server; "
                    + "docs/backup.md says how a server is backed up");
        }
    }
}
