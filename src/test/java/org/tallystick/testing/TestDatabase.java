package org.tallystick.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A durable PostgreSQL for the tests of one JVM, and fresh, migrated databases on it: each a copy of one template, with an
 * owner and an application's login as in production.
 */
public final class TestDatabase {
    private static final String PASSWORD = "test";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new database with the schema and the guards. */
    public static TestDatabase fresh() {
        return new TestDatabase(copy("with_guards"));
    }

    /** A new database without the guards, on which a test can break what they would refuse to break. */
    public static TestDatabase freshWithoutGuards() {
        return new TestDatabase(copy("without_guards"));
    }

    /** A new database into which a dump is played back, by a superuser. */
    public static TestDatabase restored(String dump) {
        String name = "db" + COUNT.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + " OWNER owner");
        execute(name, dump);
        return new TestDatabase(name);
    }

    /** An empty one in which the owner of the tables to come may make tables, and nothing that is the whole database's. */
    public static TestDatabase ofOwnerWithFewRights() {
        String name = "db" + COUNT.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        execute(name, "GRANT ALL ON SCHEMA public TO owner");
        return new TestDatabase(name);
    }

    /** An empty one, of its owner, to which the application may log in. */
    public static TestDatabase empty() {
        String name = "db" + COUNT.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + " OWNER owner");
        return new TestDatabase(name);
    }

    /** What an administrator of the database does. */
    public void asAdministrator(String sql) {
        execute(name, sql);
    }

    /** Runs the migrations and guards that it has not seen yet. */
    public void migrate() {
        migrate(SERVER.getPort(), name, "classpath:db/migration", "classpath:db/guards");
    }

    /** Runs those up to a version, and this one. */
    public void migrateTo(int version) {
        migrating(SERVER.getPort(), name, "classpath:db/migration", "classpath:db/guards")
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    /** What a service process needs to work on it, under the two logins. */
    public Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                "app",
                "QUARKUS_DATASOURCE_PASSWORD",
                PASSWORD,
                "TALLYSTICK_MIGRATION_USERNAME",
                "owner",
                "TALLYSTICK_MIGRATION_PASSWORD",
                PASSWORD,
                "TALLYSTICK_SECRET",
                Base64.getEncoder().encodeToString(new byte[32]),
                "TALLYSTICK_OPERATOR_PASSWORD",
                DatabaseTestResource.OPERATOR_PASSWORD);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + name;
    }

    /** Connections under the application's role. */
    public PGSimpleDataSource application() {
        return dataSource(name, "app");
    }

    /** Connections under the owner of the tables. */
    public PGSimpleDataSource owner() {
        return dataSource(name, "owner");
    }

    public static int port() {
        return SERVER.getPort();
    }

    private static synchronized String copy(String template) {
        String name = "db" + COUNT.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template + " OWNER owner");
        return name;
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("full_page_writes", "on")
                    .start();
            Path pidFile = pidFile(server);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, pidFile)));
            prepare(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE owner LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE with_guards OWNER owner");
            statement.execute("CREATE DATABASE without_guards OWNER owner");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        migrate(server.getPort(), "with_guards", "classpath:db/migration", "classpath:db/guards");
        migrate(server.getPort(), "without_guards", "classpath:db/migration");
    }

    private static void migrate(int port, String database, String... locations) {
        migrating(port, database, locations).load().migrate();
    }

    private static FluentConfiguration migrating(int port, String database, String... locations) {
        return Flyway.configure()
                .dataSource("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "owner", PASSWORD)
                .locations(locations)
                .placeholders(Map.of("app_role", "app"));
    }

    private static void execute(String database, String sql) {
        PGSimpleDataSource admin = dataSource(database, "postgres");
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PGSimpleDataSource dataSource(String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {SERVER.getPort()});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(PASSWORD);
        return source;
    }

    /** Nothing of it is kept: it need not bring its many files to disk before they are deleted, which would take half a minute. */
    private static void close(EmbeddedPostgres server, Path pidFile) {
        try {
            String postmaster = Files.readAllLines(pidFile).get(0);
            new ProcessBuilder("kill", "-QUIT", postmaster).start().waitFor();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path pidFile(EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Path.of(row.getString(1), "postmaster.pid");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
