package org.tallystick.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One database cluster on disk, and its server process, through PostgreSQL's own {@code initdb} and {@code pg_ctl}. */
final class PostgresServer {
    static final String SUPERUSER = "postgres";
    /** How large the write-ahead log becomes between two checkpoints, of what is not kept for another reason. */
    static final long MOST_WAL_MEGABYTES = 2_048;

    /** Recovery after a crash replays at most max_wal_size, which takes seconds. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final Duration STOP = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int TAIL_LINES = 5;
    private static final long LEAST_BUFFERS_MEGABYTES = 128;
    private static final long MOST_BUFFERS_MEGABYTES = 4_096;
    private static final Map<String, String> SETTINGS = settings();

    private final PostgresBinaries binaries;
    private final Path cluster;
    private final Path startLog;

    /** @param cluster an absolute path */
    PostgresServer(PostgresBinaries binaries, Path cluster) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.startLog = cluster.resolveSibling("postgresql-start.log");
    }

    /** An eighth of the memory of the machine or container: the other parts are the operating system's and the service's. */
    private static long sharedBuffersMegabytes() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.max(LEAST_BUFFERS_MEGABYTES, Math.min(MOST_BUFFERS_MEGABYTES, memory / 8 / 1024 / 1024));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        // What was answered is on disk.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("wal_compression", "off");
        settings.put("max_wal_size", MOST_WAL_MEGABYTES + "MB");
        // Segments are written over again, instead of being made and removed.
        settings.put("min_wal_size", "512MB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("checkpoint_completion_target", "0.9");
        settings.put("shared_buffers", sharedBuffersMegabytes() + "MB");
        settings.put("random_page_cost", "1.1");
        settings.put("max_connections", "100");
        settings.put("timezone", "UTC");
        // A file a weekday, each overwritten after a week.
        settings.put("logging_collector", "on");
        settings.put("log_directory", "../postgresql-log");
        settings.put("log_filename", "postgresql-%a.log");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("log_rotation_age", "1d");
        settings.put("log_rotation_size", "0");
        settings.put("log_checkpoints", "off");
        settings.put("log_timezone", "UTC");
        return Map.copyOf(settings);
    }

    /** Makes an empty cluster whose only login is the superuser with the password in the file. */
    void initialise(Path passwordFile) throws IOException {
        // The builtin collation is the same on every machine, so an index made on one is right on another.
        run(
                "initdb",
                List.of(
                        "--pgdata=" + cluster,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
    }

    /**
     * Starts the server and waits until it takes connections. {@code pg_ctl} gives it a session of its own, so Ctrl-C in
     * a terminal does not reach it.
     */
    void start(int port, Map<String, String> more) throws IOException {
        start(port, more, START);
    }

    /**
     * Starts the server and waits until it takes connections, or, with {@code hot_standby} off, until it begins to recover.
     *
     * @param more settings beside the usual ones, or in their place
     * @param atMost how long it may recover before it takes connections
     */
    void start(int port, Map<String, String> more, Duration atMost) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
        settings.putAll(more);
        String options = settings.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + ShellWords.quote(setting.getValue()))
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        Files.deleteIfExists(startLog);
        run(
                "pg_ctl",
                List.of(
                        "start",
                        "--pgdata=" + cluster,
                        "--log=" + startLog,
                        "--wait",
                        "--timeout=" + atMost.toSeconds(),
                        "--options=" + options));
    }

    /**
     * Waits for the end of a recovery, which takes as long as there is something to replay.
     *
     * @throws StartFailure if the server ends instead
     */
    void awaitRecovered(Duration atMost) throws IOException {
        PostmasterFile file = PostmasterFile.of(cluster);
        long end = System.nanoTime() + atMost.toNanos();
        while (!file.saysReady()) {
            if (file.process().isEmpty()) {
                throw new StartFailure("The database could not be recovered:\n" + tail(readStartLog()));
            }
            if (System.nanoTime() > end) {
                throw new StartFailure("The database was not recovered within " + atMost + ".");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The recovery was interrupted.", e);
        }
    }

    /** What the server says until it writes its own log. */
    Path startLog() {
        return startLog;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends open transactions, writes a checkpoint, and returns when the server is gone. */
    void stop() throws IOException {
        run("pg_ctl", List.of("stop", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=" + STOP.toSeconds()));
    }

    /**
     * Stops a server that a killed process left behind. Only to be called while holding the lock on the data directory.
     * The pid file may be stale, and its number may belong to another program by now, which must not be signalled.
     */
    void stopOrphan() throws IOException {
        PostmasterFile file = PostmasterFile.of(cluster);
        Optional<ProcessHandle> process = file.process();
        if (process.isEmpty()) {
            return;
        }
        if (isPostgres(process.get())) {
            if (!servesThisCluster(process.get())) {
                throw new StartFailure("The file " + file.path() + " names process "
                        + process.get().pid() + ", a PostgreSQL server that does not seem to serve this directory. "
                        + "If it does, stop it; if not, delete the file.");
            }
            stop();
        } else {
            // Its number was given to another program. PostgreSQL itself would take that for a server, and not start.
            file.delete();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .filter(name -> name.toString().equals("postgres"))
                .isPresent();
    }

    private boolean servesThisCluster(ProcessHandle process) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        return isThisCluster(workingDirectory)
                || Stream.of(process.info().arguments().orElse(new String[0]))
                        .map(Path::of)
                        .anyMatch(this::isThisCluster);
    }

    private boolean isThisCluster(Path path) {
        try {
            return Files.exists(path) && Files.isSameFile(path, cluster);
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String program, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(binaries.command(program));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        // Variables such as PGDATA, PGPORT and PGOPTIONS would change what the programs do.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = waitFor(process);
        if (code != 0) {
            throw new StartFailure("The embedded database failed (" + program + " " + arguments.get(0) + ", exit code "
                    + code + "):\n" + tail(output) + (Files.exists(startLog) ? "\n" + tail(readStartLog()) : ""));
        }
    }

    private String readStartLog() throws IOException {
        return Files.readString(startLog);
    }

    private static String tail(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - TAIL_LINES))
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted.", e);
        }
    }
}
