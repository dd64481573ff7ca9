package org.tallystick.backup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.testing.Tool;

/**
 * A PostgreSQL 15 of Debian in a folder of its own, which the runbook's commands find where they expect the machine's: {@code sudo} and
 * {@code systemctl} lead to it. Its programs do not run as root; where the tests do, they run as {@code postgres}.
 */
final class DebianServer implements AutoCloseable {
    private static final String PROGRAMS = "/usr/lib/postgresql/15/bin";
    private static final String ALL_MAY = "rwxr-xr-x";
    private static final String OWNER_MAY = "rwx------";

    private final Path home;
    private final int port;

    DebianServer(Path home) throws IOException {
        this.home = home;
        this.port = freePort();
        for (Path above = home; above.startsWith("/tmp") && above.getNameCount() > 1; above = above.getParent()) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString(ALL_MAY));
        }
        for (Path directory : List.of(main(), repository(), logs(), sockets())) {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(OWNER_MAY));
            giveToPostgres(directory);
        }
        shim("sudo", """
                if [ "$1" = -u ]; then
                  shift 2
                  if [ "$(id -u)" = 0 ]; then exec runuser -u postgres -- "$@"; fi
                fi
                exec "$@"
                """);
        shim("systemctl", """
                case "$1" in
                  start) exec sudo -u postgres %1$s/pg_ctl start --wait -D '%2$s' -l '%3$s/server.log' > /dev/null ;;
                  stop) sudo -u postgres %1$s/pg_ctl stop --wait -D '%2$s' -m fast > /dev/null 2>&1 || true ;;
                  restart) systemctl stop "$2" && systemctl start "$2" ;;
                esac
                """.formatted(PROGRAMS, main(), logs()));
        run("sudo -u postgres " + PROGRAMS + "/initdb --auth=trust --encoding=UTF8 --locale=C.UTF-8 -D '" + main()
                + "'");
        Path settings = main().resolve("postgresql.conf");
        Files.writeString(
                settings,
                Files.readString(settings) + "\nport = " + port + "\nlisten_addresses = '127.0.0.1'\n"
                        + "unix_socket_directories = '" + sockets() + "'\n");
        run("systemctl start postgresql@15-main");
    }

    Path main() {
        return home.resolve("main");
    }

    Path repository() {
        return home.resolve("repository");
    }

    Path logs() {
        return home.resolve("logs");
    }

    private Path sockets() {
        return home.resolve("sockets");
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/tallystick";
    }

    /** Writes the runbook's configuration, with this server's folders in the place of the machine's. */
    void configure(String configuration) throws IOException {
        Path file = home.resolve("pgbackrest.conf");
        Files.writeString(
                file,
                configuration
                        .replace("/var/lib/pgbackrest", repository().toString())
                        .replace("/var/log/pgbackrest", logs().toString())
                        .replace("/var/lib/postgresql/15/main", main().toString()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        giveToPostgres(file);
    }

    /** Runs commands as an administrator of the machine types them, and answers what they say. */
    String run(String script) {
        List<String> words = new ArrayList<>(List.of("env"));
        Map.of(
                        "PATH", bin() + ":" + PROGRAMS + ":/usr/sbin:" + System.getenv("PATH"),
                        "PGHOST", sockets().toString(),
                        "PGPORT", Integer.toString(port),
                        "PGBACKREST_CONFIG", home.resolve("pgbackrest.conf").toString(),
                        "PGBACKREST_LOCK_PATH", home.resolve("repository/lock").toString(),
                        "PGBACKREST_PG1_PORT", Integer.toString(port),
                        "PGBACKREST_PG1_SOCKET_PATH", sockets().toString())
                .forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("sh", "-ec", "cd /\n" + script));
        return Tool.run(home, words.toArray(String[]::new));
    }

    /** {@code kill -9} of the whole server, and then the disk. */
    void destroy() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(main().resolve("postmaster.pid")).get(0).strip());
        ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        run("find '" + main() + "' -mindepth 1 -delete");
    }

    @Override
    public void close() {
        run("systemctl stop postgresql@15-main");
    }

    private Path bin() {
        return home.resolve("bin");
    }

    private void shim(String name, String script) throws IOException {
        Path file = Files.createDirectories(bin()).resolve(name);
        Files.writeString(file, "#!/bin/sh\nset -e\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(ALL_MAY));
    }

    private static void giveToPostgres(Path path) throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
