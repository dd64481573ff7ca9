package org.tallystick.bench;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/** The database of the benchmark, as its owner. */
final class Books implements AutoCloseable {
    private static final Path SQL = Path.of("src/bench/sql");
    private static final String DATABASE = "tallystick";

    private final Connection connection;
    private final int port;
    private final long postmaster;
    private final Properties passwords;

    private Books(Connection connection, int port, long postmaster, Properties passwords) {
        this.connection = connection;
        this.port = port;
        this.postmaster = postmaster;
        this.passwords = passwords;
    }

    /** @param data the data directory of a running service */
    static Books of(Path data) throws IOException, SQLException {
        Properties passwords = new Properties();
        passwords.load(new StringReader(Files.readString(data.resolve("database-passwords"))));
        var lines = Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
        int port = Integer.parseInt(lines.get(3));
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                "tallystick_owner",
                passwords.getProperty("owner"));
        return new Books(connection, port, Long.parseLong(lines.get(0)), passwords);
    }

    int port() {
        return port;
    }

    /** What a service is told so that it works on this database. */
    Map<String, String> asDatasource() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                "QUARKUS_DATASOURCE_USERNAME",
                "tallystick_app",
                "QUARKUS_DATASOURCE_PASSWORD",
                passwords.getProperty("application"));
    }

    /** The process of the server. */
    long postmaster() {
        return postmaster;
    }

    String ownerPassword() {
        return passwords.getProperty("owner");
    }

    void open(String community, int accounts) throws IOException, SQLException {
        run("accounts.sql", community, accounts);
        execute("ANALYZE");
    }

    void prepareOneFunction(String community) throws IOException, SQLException {
        run("one-function.sql", community, 0);
    }

    /** Books trades between random accounts of {@code bench_account}, in one statement. */
    void book(long trades, int accounts, boolean hot) throws IOException, SQLException {
        book(trades, accounts, hot, false);
    }

    /** The same, each with the first account. */
    void bookWithFirst(long trades, int accounts) throws IOException, SQLException {
        book(trades, accounts, false, true);
    }

    private void book(long trades, int accounts, boolean hot, boolean first) throws IOException, SQLException {
        execute(Files.readString(SQL.resolve("trades.sql"))
                .replace(":trades", String.valueOf(trades))
                .replace(":accounts", String.valueOf(accounts))
                .replace(":hot", String.valueOf(hot))
                .replace(":first", String.valueOf(first)));
    }

    /** Throws away all accounts, of every community, and what is booked on them. */
    void empty() throws SQLException {
        execute("TRUNCATE account, trade, entry, idempotency_key");
    }

    private void run(String file, String community, int accounts) throws IOException, SQLException {
        execute(Files.readString(SQL.resolve(file))
                .replace(":community", community)
                .replace(":accounts", String.valueOf(accounts)));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many trades there are; each has two entries here. */
    long trades() throws SQLException {
        return number("SELECT sum(entry_count) / 2 FROM account");
    }

    /** How many entries the members of one name have, whatever their communities. */
    long entriesOf(String handle) throws SQLException {
        return number(
                "SELECT sum(entry_count) FROM account JOIN member USING (community_id, member_id) WHERE handle = '"
                        + handle + "'");
    }

    /** Bytes of the database on disk, with its indexes. */
    long bytes() throws SQLException {
        return number("SELECT pg_database_size(current_database())");
    }

    /** Bytes of write-ahead log that were ever written. */
    long walBytes() throws SQLException {
        return number("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    long number(String query) throws SQLException {
        return Long.parseLong(text(query).replaceFirst("\\..*", ""));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
