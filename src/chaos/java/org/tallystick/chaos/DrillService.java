package org.tallystick.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.platform.DataDirectory;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ServiceProcess;

/** The packaged program on its embedded database with its backups, and what is done to it from outside. */
public final class DrillService {
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(30);
    private static final Duration LONGEST_ARCHIVING = Duration.ofMinutes(2);

    private final Path data;
    private final Path backups;
    private final Map<String, String> environment = new HashMap<>();

    /** @param every after how long the log is archived at the latest */
    public DrillService(Path home, Duration every) {
        this.data = home.resolve("data");
        this.backups = home.resolve("backups");
        environment.put("TALLYSTICK_DATA_DIR", data.toString());
        environment.put("TALLYSTICK_DEMO", "false");
        environment.put("TALLYSTICK_OPERATOR_PASSWORD", DatabaseTestResource.OPERATOR_PASSWORD);
        environment.put("TALLYSTICK_BACKUP_DIRECTORY", backups.toString());
        environment.put("TALLYSTICK_BACKUP_ARCHIVE_EVERY", every.toSeconds() + "s");
    }

    public DrillService with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Path data() {
        return data;
    }

    public Path backups() {
        return backups;
    }

    /** Its log of changes, as it is archived. */
    public Path wal() {
        return backups.resolve("wal");
    }

    public ServiceProcess start() {
        return ServiceProcess.start(environment).awaitReady();
    }

    /** What a command said, and its exit code. */
    public record Ended(int code, String output) {}

    public Ended backup(Path directory) {
        return command("backup", directory.toString());
    }

    public Ended restore(Optional<Instant> instant) {
        return instant.isPresent()
                ? command("restore", backups.toString(), "--to", instant.get().toString())
                : command("restore", backups.toString());
    }

    public Ended command(String... words) {
        try (ServiceProcess command = ServiceProcess.start(environment, words)) {
            int code = command.awaitExit(LONGEST_COMMAND);
            return new Ended(code, command.output());
        }
    }

    /** Waits until all that is written by now has been archived. */
    public void awaitArchived() throws IOException, SQLException {
        String segment = segmentNow();
        ServiceProcess.await("archived", LONGEST_ARCHIVING, () -> Files.exists(wal().resolve(segment))
                || Files.exists(wal().resolve(segment + ".gz")));
    }

    private String segmentNow() throws IOException, SQLException {
        try (Connection connection = new DataDirectory(data).superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_walfile_name(pg_current_wal_lsn())")) {
            row.next();
            return row.getString(1);
        }
    }

    /** {@code kill -9} of the service, of PostgreSQL, and of whatever PostgreSQL has started. */
    public void kill(ServiceProcess service) throws IOException {
        Optional<ProcessHandle> postmaster = postmaster();
        service.kill();
        List<ProcessHandle> servers = new ArrayList<>();
        postmaster.ifPresent(process -> {
            servers.add(process);
            process.descendants().forEach(servers::add);
        });
        servers.forEach(ProcessHandle::destroyForcibly);
        ServiceProcess.await(
                "killed", Duration.ofSeconds(30), () -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }

    public Optional<ProcessHandle> postmaster() throws IOException {
        Path file = new DataDirectory(data).cluster().resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
                : Optional.empty();
    }

    /** The disk is gone. */
    public void destroyData() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(DrillService::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
