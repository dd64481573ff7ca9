package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The machine that figures are true of, and what runs on it. */
final class Machine {
    private Machine() {}

    /** Its cores, and the name of their kind. */
    static String cores() throws IOException {
        String kind = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse("unknown");
        return Runtime.getRuntime().availableProcessors() + " cores (" + kind + ")";
    }

    /** The same, with the versions and with what a commit waits for. */
    static String with(Books books) throws IOException, SQLException {
        return cores() + " for PostgreSQL, service and generator together; Java " + System.getProperty("java.version")
                + ", PostgreSQL " + books.text("SHOW server_version") + " with fsync " + books.text("SHOW fsync")
                + " and synchronous_commit " + books.text("SHOW synchronous_commit") + ".";
    }
}
