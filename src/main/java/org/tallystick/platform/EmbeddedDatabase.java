package org.tallystick.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL that comes with the product: its data live in the data directory and survive whatever ends the process.
 * While an object of this class is open, this process holds the directory's lock.
 */
public final class EmbeddedDatabase {
    static final String DATABASE = "tallystick";
    static final String OWNER = "tallystick_owner";
    static final String APPLICATION = "tallystick_app";

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class.getName());
    private static final String CLUSTER = "postgresql";
    private static final String NEW_CLUSTER = "postgresql-new-";
    /** A port found free can be taken by another before the server has it. */
    private static final int START_ATTEMPTS = 3;

    private static final int ANSWER_SECONDS = 60;

    private final DirectoryLock lock;
    private final PostgresServer server;
    private final int port;
    private final DatabasePasswords passwords;

    private EmbeddedDatabase(DirectoryLock lock, PostgresServer server, int port, DatabasePasswords passwords) {
        this.lock = lock;
        this.server = server;
        this.port = port;
        this.passwords = passwords;
    }

    static EmbeddedDatabase start(Path dataDirectory) {
        return start(dataDirectory, Optional.empty());
    }

    /**
     * Starts it, and makes what is missing: at the first start everything.
     *
     * @param archiving where its write-ahead log is copied to, if it is
     * @throws StartFailure if the directory is in use, or the server does not start
     */
    public static EmbeddedDatabase start(Path dataDirectory, Optional<WalArchiving> archiving) {
        try {
            PrivateFiles.makeDirectory(dataDirectory);
            Path directory = dataDirectory.toRealPath();
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                return start(directory, archiving, lock);
            } catch (IOException | RuntimeException e) {
                lock.release();
                throw e;
            }
        } catch (IOException e) {
            throw new StartFailure("The data directory " + dataDirectory + " cannot be used: " + e, e);
        }
    }

    private static EmbeddedDatabase start(Path directory, Optional<WalArchiving> archiving, DirectoryLock lock)
            throws IOException {
        Path cluster = directory.resolve(CLUSTER);
        refuseInterruptedRestore(new DataDirectory(directory));
        DatabasePasswords passwords = DatabasePasswords.ofDirectory(directory, Files.exists(cluster));
        PostgresBinaries binaries = PostgresBinaries.unpack(directory);
        PostgresServer server = new PostgresServer(binaries, cluster);
        if (Files.exists(cluster)) {
            server.stopOrphan();
        } else {
            initialise(binaries, directory, passwords);
        }
        binaries.deleteOthers();
        Map<String, String> settings =
                archiving.map(active -> active.claim(cluster)).orElse(Map.of());
        int port = startOnFreePort(server, settings);
        EmbeddedDatabase database = new EmbeddedDatabase(lock, server, port, passwords);
        try {
            database.makeLoginsAndDatabase();
            return database;
        } catch (SQLException e) {
            server.stop();
            throw new StartFailure("The embedded database cannot be prepared: " + e.getMessage(), e);
        }
    }

    /** Else an empty database would take the place of the one that somebody waits for. */
    private static void refuseInterruptedRestore(DataDirectory data) {
        if (Files.exists(data.restoring()) && !Files.exists(data.cluster())) {
            throw new StartFailure("A restore into " + data.path() + " was interrupted. Restore again; or delete "
                    + data.restoring() + " to begin with an empty database.");
        }
    }

    /** A cluster is made beside its place and then moved there, so one that was interrupted is never taken for whole. */
    private static void initialise(PostgresBinaries binaries, Path directory, DatabasePasswords passwords)
            throws IOException {
        deleteInterrupted(directory);
        Path temporary = directory.resolve(NEW_CLUSTER + UUID.randomUUID());
        Path passwordFile = directory.resolve(NEW_CLUSTER + "password");
        PrivateFiles.write(passwordFile, passwords.superuser() + "\n");
        new PostgresServer(binaries, temporary).initialise(passwordFile);
        Files.delete(passwordFile);
        Files.move(temporary, directory.resolve(CLUSTER));
        PrivateFiles.forceDirectory(directory);
    }

    private static void deleteInterrupted(Path directory) throws IOException {
        List<Path> interrupted;
        try (Stream<Path> all = Files.list(directory)) {
            interrupted = all.filter(file -> file.getFileName().toString().startsWith(NEW_CLUSTER))
                    .toList();
        }
        for (Path file : interrupted) {
            try {
                PrivateFiles.deleteTree(file);
            } catch (IOException e) {
                // An initdb that outlived its killed parent still writes there. The next first start deletes the rest.
                LOG.log(Level.FINE, "Not deleted yet: " + file, e);
            }
        }
    }

    private static int startOnFreePort(PostgresServer server, Map<String, String> settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = PostgresServer.freePort();
            try {
                server.start(port, settings);
                return port;
            } catch (StartFailure e) {
                // A start that was killed a moment ago, or this one, can still be bringing its server up.
                server.stopOrphan();
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void makeLoginsAndDatabase() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        source.setUser(PostgresServer.SUPERUSER);
        source.setPassword(passwords.superuser());
        source.setSocketTimeout(ANSWER_SECONDS);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (Login login : List.of(owner(), application())) {
                if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", login.username())) {
                    // The generated password holds letters, digits, - and _ alone.
                    statement.execute("CREATE ROLE " + login.username() + " LOGIN PASSWORD '" + login.password() + "'");
                }
            }
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", DATABASE)) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO " + APPLICATION);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    Login owner() {
        return new Login(OWNER, passwords.owner());
    }

    Login application() {
        return new Login(APPLICATION, passwords.application());
    }

    /** Stops the server, then gives the directory free. */
    public void stop() {
        try {
            server.stop();
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
