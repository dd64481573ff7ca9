package org.tallystick.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server writes to its cluster about itself, and deletes when it ends in order. The lines are those of PostgreSQL's
 * {@code src/include/utils/pidfile.h}.
 */
record PostmasterFile(Path path) {
    private static final Pattern PID = Pattern.compile("[0-9]{1,18}");
    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;

    static PostmasterFile of(Path cluster) {
        return new PostmasterFile(cluster.resolve("postmaster.pid"));
    }

    /** The living process with the number that is in it, which may be of another program by now. */
    Optional<ProcessHandle> process() throws IOException {
        return line(PID_LINE)
                .filter(pid -> PID.matcher(pid).matches())
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(ProcessHandle::isAlive);
    }

    /**
     * Whether the server has recovered and takes connections. While it recovers it says {@code standby}, which is enough for
     * {@code pg_ctl start --wait}.
     */
    boolean saysReady() throws IOException {
        return line(STATUS_LINE).filter("ready"::equals).isPresent();
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private Optional<String> line(int number) throws IOException {
        try {
            List<String> lines = Files.readAllLines(path);
            return number < lines.size() ? Optional.of(lines.get(number).strip()) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
