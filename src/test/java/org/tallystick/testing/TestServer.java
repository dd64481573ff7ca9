package org.tallystick.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty database on the tests' server, owned by one user of its own: as an operator has it who brings a PostgreSQL. */
public final class TestServer {
    public static final String PASSWORD = "pa$${word}";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String database;
    private final String user;

    private TestServer(String database, String user) {
        this.database = database;
        this.user = user;
    }

    /** @param attributes of the user: {@code CREATEROLE}, {@code NOCREATEROLE} */
    public static TestServer withUser(String attributes) throws SQLException {
        int number = COUNT.incrementAndGet();
        TestServer server = new TestServer("external-" + number, "operator-" + number);
        asAdministrator("CREATE ROLE \"" + server.user + "\" LOGIN PASSWORD '" + PASSWORD + "' " + attributes);
        asAdministrator("CREATE DATABASE \"" + server.database + "\" OWNER \"" + server.user + "\"");
        return server;
    }

    public static void asAdministrator(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String jdbcUrl() {
        return url(database);
    }

    public String database() {
        return database;
    }

    public String user() {
        return user;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, PASSWORD);
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + TestDatabase.port() + "/" + database;
    }
}
