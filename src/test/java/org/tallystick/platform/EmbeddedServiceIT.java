package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.ServiceProcess;

/** The packaged program on its own database, and what people do to it. */
class EmbeddedServiceIT {
    private static final int INTERRUPTED = 130;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    @AfterAll
    static void leaveNoServerBehind() throws IOException {
        for (String directory : List.of("data", "interrupted")) {
            postmaster(home.resolve(directory)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void theDataSurviveCtrlCAndKillAndASecondStart() throws Exception {
        Path data = home.resolve("data");
        try (ServiceProcess first = start(data).awaitReady()) {
            assertThat(first.output().lines())
                    .contains(
                            "Tallystick listens on http://127.0.0.1:"
                                    + first.baseUri().getPort(),
                            "Its data are in " + data);
            record(data, "before-ctrl-c");
            assertThat(first.interrupt()).isEqualTo(INTERRUPTED);
            assertThat(first.output()).doesNotContain("ERROR", "WARN", "Exception");
        }
        assertThat(postmaster(data)).isEmpty();

        ServiceProcess second = start(data).awaitReady();
        assertThat(recorded(data)).containsExactly("before-ctrl-c");
        aSecondStartIsRefusedWhileTheFirstGoesOn(data, second);
        record(data, "before-kill");
        ProcessHandle orphan = postmaster(data).orElseThrow();
        second.kill();
        assertThat(orphan.isAlive()).isTrue();

        try (ServiceProcess third = start(data).awaitReady()) {
            assertThat(recorded(data)).containsExactly("before-ctrl-c", "before-kill");
            assertThat(orphan.isAlive()).isFalse();
            third.terminate();
        }
        assertThat(postmaster(data)).isEmpty();
    }

    private static void aSecondStartIsRefusedWhileTheFirstGoesOn(Path data, ServiceProcess first) {
        try (ServiceProcess second = start(data)) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output().strip())
                    .isEqualTo("The data directory " + data + " is in use by process " + first.pid()
                            + "; stop that one first, or choose another directory with TALLYSTICK_DATA_DIR.");
        }
        assertThat(first.isReady()).isTrue();
    }

    @Test
    void aFirstStartThatWasKilledHalfWayIsBegunAnew() throws Exception {
        Path data = home.resolve("interrupted");
        ServiceProcess first = start(data);
        ServiceProcess.await("initialising", SOON, () -> !halfMade(data).isEmpty());
        first.kill();
        assertThat(data.resolve("postgresql")).doesNotExist();

        try (ServiceProcess second = start(data, "no-such-command")) {
            int exitCode = second.awaitExit();
            assertThat(exitCode).as(second.output()).isEqualTo(2);
            assertThat(second.output())
                    .contains("There is no command 'no-such-command'.")
                    .doesNotContain("listens");
        }
        assertThat(data.resolve("postgresql")).exists();
        assertThat(postmaster(data)).isEmpty();
    }

    private static ServiceProcess start(Path data, String... arguments) {
        return ServiceProcess.start(Map.of("TALLYSTICK_DATA_DIR", data.toString()), arguments);
    }

    private static List<Path> halfMade(Path data) {
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(path -> path.getFileName().toString().startsWith("postgresql-new-"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void record(Path data, String name) throws IOException, SQLException {
        try (Connection connection = connect(data);
                var statement = connection.prepareStatement("INSERT INTO client VALUES (?, ?, 'disabled', now())")) {
            statement.setObject(1, Ids.next());
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }

    private static Stream<String> recorded(Path data) throws IOException, SQLException {
        try (Connection connection = connect(data);
                var rows = connection.createStatement().executeQuery("SELECT name FROM client ORDER BY client_id")) {
            Stream.Builder<String> names = Stream.builder();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names.build();
        }
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        Properties passwords = new Properties();
        passwords.load(new StringReader(Files.readString(data.resolve("database-passwords"))));
        String port = Files.readAllLines(data.resolve("postgresql").resolve("postmaster.pid"))
                .get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/tallystick",
                "tallystick_app",
                passwords.getProperty("application"));
    }

    private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        Path file = data.resolve("postgresql").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()));
    }
}
