package org.tallystick.backup;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * What the commands are called with.
 *
 * @param directory of the backups
 * @param point to restore to
 */
record CommandLine(Path directory, RestorePoint point) {
    static final int MISUSED = 2;

    private static final String TO = "--to";
    private static final String TIMELINE = "--timeline";
    /** As PostgreSQL counts them: 32 bits. */
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

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
        return new CommandLine(Path.of(args[0]), RestorePoint.END);
    }

    static CommandLine ofRestore(Config config, String... args) {
        refuseServer(config, "restore");
        List<String> words = List.of(args);
        if (words.isEmpty() || words.get(0).startsWith("-") || words.get(0).isBlank()) {
            throw misusedRestore();
        }
        Map<String, String> options = options(words.subList(1, words.size()));
        RestorePoint point = new RestorePoint(
                Optional.ofNullable(options.get(TO)).map(CommandLine::instant),
                Optional.ofNullable(options.get(TIMELINE)).map(CommandLine::timeline));
        return new CommandLine(Path.of(words.get(0)), point);
    }

    /** Each at most once, and with its value. */
    private static Map<String, String> options(List<String> words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (!(name.equals(TO) || name.equals(TIMELINE))
                    || i + 1 == words.size()
                    || options.put(name, words.get(i + 1)) != null) {
                throw misusedRestore();
            }
        }
        return options;
    }

    private static Misuse misusedRestore() {
        return new Misuse(
                "restore takes the directory of the backups, an instant if it is not to restore everything, and a "
                        + "timeline if it is not to follow the latest: restore DIR [--to 2026-11-28T02:00:00Z] [--timeline 1]");
    }

    private static long timeline(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Misuse("'" + text + "' is no timeline; write its number, like 1");
        }
        return Long.parseLong(text);
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
