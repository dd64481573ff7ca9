package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;
import org.tallystick.testing.TestServer;
import org.tallystick.testing.Tokens;

/** The packaged program on a PostgreSQL that its operator brings. */
class ExternalDatabaseIT {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    private static final String OPERATOR_PASSWORD = "not the owner";

    @TempDir
    Path home;

    @Test
    void withOneUserItWorksUnderTheApplicationsRole() throws SQLException {
        TestServer server = TestServer.withUser("CREATEROLE");
        try (ServiceProcess service = ServiceProcess.start(oneUser(server)).awaitReady()) {
            theOwnerMayNotLogIn(server);
            assertThat(Tokens.ofUser(List.of(service.baseUri()), "operator", OPERATOR_PASSWORD)
                            .current())
                    .isNotEmpty();
            assertThat(hashOfOperator(server)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(service.output()).contains("postgresql://").doesNotContain(TestServer.PASSWORD);
        }
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void aUserWhoMayNotMakeRolesGetsTheSqlToRun() throws SQLException {
        TestServer server = TestServer.withUser("NOCREATEROLE");
        String role = server.database() + "_app";
        try (ServiceProcess refused = ServiceProcess.start(oneUser(server))) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output().lines().map(String::strip))
                    .contains(
                            "CREATE ROLE \"" + role + "\" NOLOGIN;",
                            "GRANT \"" + role + "\" TO \"" + server.user() + "\" WITH SET TRUE, INHERIT FALSE;");
            assertThat(refused.output()).doesNotContain("\tat ");
        }
    }

    @Test
    void withTwoLoginsTheOwnerIsUsedByTheMigrationsAlone() throws IOException {
        TestDatabase database = TestDatabase.fresh();
        Map<String, String> environment = environment(database.jdbcUrl());
        environment.putAll(database.environment());
        try (ServiceProcess service = ServiceProcess.start(environment).awaitReady()) {
            assertThat(service.output()).contains("on every address of this machine");
            aPortInUseIsToldInOneSentence(environment);
        }
        assertThat(home.resolve("data")).doesNotExist();
    }

    private static void aPortInUseIsToldInOneSentence(Map<String, String> environment) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> taken = new HashMap<>(environment);
            taken.put("QUARKUS_HTTP_HOST", "127.0.0.1");
            taken.put("QUARKUS_HTTP_PORT", Integer.toString(other.getLocalPort()));
            try (ServiceProcess refused = ServiceProcess.start(taken)) {
                assertThat(refused.awaitExit()).isEqualTo(1);
                assertThat(refused.output().strip())
                        .isEqualTo("Port " + other.getLocalPort() + " of 127.0.0.1 is in use by another program; "
                                + "choose another with QUARKUS_HTTP_PORT.");
            }
        }
    }

    @Test
    void aDatabaseThatMayForgetIsRefused() throws SQLException {
        TestServer server = TestServer.withUser("CREATEROLE");
        TestServer.asAdministrator("ALTER DATABASE \"" + server.database() + "\" SET synchronous_commit = off");
        try (ServiceProcess refused = ServiceProcess.start(oneUser(server))) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output().strip())
                    .isEqualTo("The database has synchronous_commit = off, with which a crash can lose "
                            + "trades that were answered. Set it to on, then start again.");
        }
    }

    @Test
    void withoutASecretItSaysHowToMakeOne() throws SQLException {
        Map<String, String> environment = oneUser(TestServer.withUser("CREATEROLE"));
        environment.remove("TALLYSTICK_SECRET");
        try (ServiceProcess refused = ServiceProcess.start(environment)) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output().strip())
                    .isEqualTo("TALLYSTICK_SECRET is required with an external database; "
                            + "make one with: openssl rand -base64 32.");
        }
    }

    private Map<String, String> oneUser(TestServer server) {
        Map<String, String> environment = environment(server.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", server.user());
        // The environment's values are references too: a dollar sign is escaped there, as Quarkus documents it.
        environment.put("QUARKUS_DATASOURCE_PASSWORD", TestServer.PASSWORD.replace("$", "\\$"));
        return environment;
    }

    private Map<String, String> environment(String jdbcUrl) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TALLYSTICK_DATA_DIR", home.resolve("data").toString());
        environment.put("TALLYSTICK_SECRET", SECRET);
        environment.put("TALLYSTICK_OPERATOR_PASSWORD", OPERATOR_PASSWORD);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
        return environment;
    }

    /** Not by the service, if it worked under that name. */
    private static void theOwnerMayNotLogIn(TestServer server) throws SQLException {
        try (Connection owner = server.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("REVOKE INSERT ON session FROM CURRENT_USER");
            assertThatThrownBy(() -> statement.execute("INSERT INTO session DEFAULT VALUES"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    private static String hashOfOperator(TestServer server) throws SQLException {
        try (Connection owner = server.connect();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("SELECT password_hash FROM app_user WHERE operator")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
