package org.tallystick.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** A database put together from a backup, which PostgreSQL has brought to where it was asked for, and serves. */
public final class RecoveredDatabase implements AutoCloseable {
    /** It replays a day's work at many times the speed at which it was done. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** One statement of the verification reads the whole of the largest table. */
    private static final Duration LONGEST_ANSWER = Duration.ofHours(6);

    private static final String TOO_LATE = "recovery ended before configured recovery target was reached";
    private static final Pattern LAST = Pattern.compile("last completed transaction was at log time (\\S+ \\S+)");

    private final PostgresServer server;
    private final PGSimpleDataSource superuser;

    private RecoveredDatabase(PostgresServer server, PGSimpleDataSource superuser) {
        this.server = server;
        this.superuser = superuser;
    }

    /**
     * Returns when the recovery is at its end: a new timeline has begun, and the server takes connections.
     *
     * @param programs the data directory that has, or gets, PostgreSQL's programs; the caller has it for itself, or knows
     *     that they are there
     * @param cluster unpacked from a backup, its label included
     * @param passwordFile the {@code database-passwords} of the backup
     * @throws StartFailure if PostgreSQL does not get there
     */
    public static RecoveredDatabase recover(
            DataDirectory programs, Path cluster, Path passwordFile, RecoveryTarget target) throws IOException {
        return recover(programs, cluster, passwordFile, target, Map.of());
    }

    /** The same for a database that is looked at and thrown away: it takes little room beside its own. */
    public static RecoveredDatabase recoverForALook(
            DataDirectory programs, Path cluster, Path passwordFile, RecoveryTarget target) throws IOException {
        return recover(programs, cluster, passwordFile, target, Map.of("max_wal_size", "64MB", "min_wal_size", "32MB"));
    }

    private static RecoveredDatabase recover(
            DataDirectory programs, Path cluster, Path passwordFile, RecoveryTarget target, Map<String, String> more)
            throws IOException {
        PostgresServer server = new PostgresServer(PostgresBinaries.unpack(programs.path()), cluster);
        PrivateFiles.write(cluster.resolve("recovery.signal"), "");
        Map<String, String> settings = new LinkedHashMap<>(target.settings());
        // Takes no connections before its end, and writes what it does where it is looked for.
        settings.put("hot_standby", "off");
        settings.put("logging_collector", "off");
        settings.put("shared_buffers", "128MB");
        settings.putAll(more);
        int port = PostgresServer.freePort();
        try {
            server.start(port, settings, LONGEST);
            server.awaitRecovered(LONGEST);
        } catch (StartFailure e) {
            server.stopOrphan();
            throw explained(e, server.startLog(), target);
        }
        PGSimpleDataSource superuser = DataDirectory.superuser(port, passwordFile, EmbeddedDatabase.DATABASE);
        superuser.setSocketTimeout(Math.toIntExact(LONGEST_ANSWER.toSeconds()));
        return new RecoveredDatabase(server, superuser);
    }

    /** Stops what an interrupted recovery left running there. */
    public static void stopOrphan(DataDirectory programs, Path cluster) throws IOException {
        if (Files.exists(cluster)) {
            new PostgresServer(PostgresBinaries.unpack(programs.path()), cluster).stopOrphan();
        }
    }

    private static StartFailure explained(StartFailure failure, Path log, RecoveryTarget target) throws IOException {
        String said = Files.exists(log) ? Files.readString(log) : "";
        if (!said.contains(TOO_LATE)) {
            return failure;
        }
        Matcher last = LAST.matcher(said);
        String end = last.find() ? "; the last thing in it is of " + last.group(1) + " UTC" : "";
        return new StartFailure(
                "The archive ends before "
                        + target.instant().map(Instant::toString).orElse("that") + end + ".",
                failure);
    }

    /** Connections as superuser. */
    public PGSimpleDataSource superuser() {
        return superuser;
    }

    /** When the last transaction that was recovered had been committed; empty if none was. */
    public Optional<Instant> lastTransaction() throws SQLException {
        try (Connection connection = superuser.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_last_xact_replay_timestamp()")) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }
    }

    /** Stops it; the cluster is whole then, and needs no recovery. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
