package org.tallystick.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the embedded database and what belongs to it live, by name. Says nothing about whether they are there. */
public record DataDirectory(Path path) {
    private static final String CLUSTER = "postgresql";
    private static final Duration LOGIN = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LOCK = Duration.ofSeconds(10);
    private static final int PORT_LINE = 3;
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    public static DataDirectory of(Config config) {
        return new DataDirectory(Path.of(
                config.getOptionalValue("tallystick.data-dir", String.class).orElse("./data")));
    }

    /** The files of PostgreSQL itself. */
    public Path cluster() {
        return path.resolve(CLUSTER);
    }

    public Path secret() {
        return path.resolve(Secrets.FILE);
    }

    public Path passwords() {
        return path.resolve(DatabasePasswords.FILE);
    }

    /** Where a restore puts the database together. While it is there without a database, one was interrupted. */
    public Path restoring() {
        return path.resolve("restoring");
    }

    /** Whether no process, this one included, uses it now. It must exist. */
    public boolean isFree() throws IOException {
        return DirectoryLock.isFree(path.toRealPath());
    }

    /** The write-ahead log of the server that runs here. */
    public LiveLog log() {
        return new LiveLog(cluster().resolve("pg_wal"));
    }

    /**
     * Connections as superuser to the server that runs here, for questions that are answered at once.
     *
     * @throws StartFailure if none does
     */
    public PGSimpleDataSource superuser() throws IOException {
        Path pidFile = cluster().resolve("postmaster.pid");
        List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
        if (lines.size() <= PORT_LINE || !PORT.matcher(lines.get(PORT_LINE)).matches()) {
            throw new StartFailure("The database in " + path + " is being started or stopped; try again in a minute.");
        }
        PGSimpleDataSource source =
                superuser(Integer.parseInt(lines.get(PORT_LINE)), passwords(), EmbeddedDatabase.DATABASE);
        source.setSocketTimeout(Math.toIntExact(SessionLimits.onTheWay(ANSWER).toSeconds()));
        source.setOptions("-c statement_timeout=" + ANSWER.toMillis() + " -c lock_timeout=" + LOCK.toMillis());
        return source;
    }

    static PGSimpleDataSource superuser(int port, Path passwordFile, String database) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
        source.setConnectTimeout(Math.toIntExact(LOGIN.toSeconds()));
        source.setLoginTimeout(Math.toIntExact(LOGIN.toSeconds()));
        source.setTcpKeepAlive(true);
        source.setUser(PostgresServer.SUPERUSER);
        source.setPassword(DatabasePasswords.read(passwordFile).superuser());
        return source;
    }
}
