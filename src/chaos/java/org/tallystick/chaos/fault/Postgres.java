package org.tallystick.chaos.fault;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tallystick.platform.EmbeddedDatabase;

/**
 * One PostgreSQL, the product's own build of it with its logins and database, run as a server of its own: durable, on a fixed
 * port, and started again whenever it has ended.
 */
final class Postgres implements AutoCloseable {
    static final String OWNER = "tallystick_owner";
    static final String APPLICATION = "tallystick_app";

    private static final String SUPERUSER = "postgres";
    private static final Duration CHILDREN_END_WITHIN = Duration.ofSeconds(5);
    /** For whoever asks while the server is stopped or frozen. */
    private static final String PATIENCE_SECONDS = "20";
    /** For an answer, which of all books takes its time. */
    private static final String LONGEST_ANSWER_SECONDS = "300";

    private final Path program;
    private final Path cluster;
    private final int port;
    private final Properties passwords;
    private final Supervised server;

    private Postgres(Path program, Path cluster, int port, Properties passwords, Path log) throws IOException {
        this.program = program;
        this.cluster = cluster;
        this.port = port;
        this.passwords = passwords;
        this.server = Supervised.start("PostgreSQL", words(), Map.of("LC_ALL", "C"), log, this::awaitEndOfChildren);
    }

    /** Makes the cluster in the directory and starts its server; returns at once. */
    static Postgres start(Path directory, int port, Path log) throws IOException {
        Path data = directory.toAbsolutePath().resolve("data");
        EmbeddedDatabase.start(data, Optional.empty()).stop();
        Properties passwords = new Properties();
        passwords.load(new StringReader(Files.readString(data.resolve("database-passwords"))));
        return new Postgres(program(data.resolve("postgresql-binaries")), data.resolve("postgresql"), port, passwords, log);
    }

    private static Path program(Path binaries) throws IOException {
        try (Stream<Path> versions = Files.list(binaries)) {
            return versions.map(version -> version.resolve("bin/postgres"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow()
                    .toRealPath();
        }
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
            // It refuses to run as root, unless root is nobody to it.
            words.addAll(List.of("unshare", "-U"));
        }
        words.addAll(List.of(program.toString(), "-D", cluster.toString(), "-p", String.valueOf(port)));
        List<String> settings = List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_wal_size=256MB",
                "min_wal_size=64MB",
                "checkpoint_timeout=60s",
                "shared_buffers=128MB",
                "random_page_cost=1.1",
                "max_connections=100",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m [%p] %q%a ",
                "log_checkpoints=off");
        settings.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    /** Those of a killed server end by themselves, but they must be gone before the next one starts. */
    private void awaitEndOfChildren() {
        try {
            long end = System.nanoTime() + CHILDREN_END_WITHIN.toNanos();
            while (!processes().isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            // What a service manager does to those that stay behind.
            Signals.send("KILL", processes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that run this very program. */
    private List<Long> processes() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().command().map(Path::of).filter(program::equals).isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    Supervised server() {
        return server;
    }

    /** It and all its children, or what is left of them. */
    List<Long> tree() {
        List<Long> tree = new ArrayList<>(List.of(server.pid()));
        processes().stream().filter(process -> process != server.pid()).forEach(tree::add);
        return tree;
    }

    int port() {
        return port;
    }

    String password(String login) {
        return switch (login) {
            case OWNER -> passwords.getProperty("owner");
            case APPLICATION -> passwords.getProperty("application");
            default -> passwords.getProperty("superuser");
        };
    }

    Connection connect(String login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login);
        properties.setProperty("password", password(login));
        properties.setProperty("ApplicationName", "chaos");
        properties.setProperty("loginTimeout", PATIENCE_SECONDS);
        properties.setProperty("socketTimeout", LONGEST_ANSWER_SECONDS);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/tallystick", properties);
    }

    Connection superuser() throws SQLException {
        return connect(SUPERUSER);
    }

    boolean answers() {
        try (Connection connection = superuser()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends open transactions and stops; whatever will not is killed. */
    @Override
    public void close() {
        server.stop("INT");
        awaitEndOfChildren();
    }
}
