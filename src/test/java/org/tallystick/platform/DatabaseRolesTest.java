package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.TestServer;

class DatabaseRolesTest {
    @Test
    void theRoleIsMadeAfterTheDatabaseAndTakenByItsUser() throws SQLException {
        TestServer server = TestServer.withUser("CREATEROLE");
        try (Connection connection = server.connect()) {
            String role = DatabaseRoles.ensure(connection);
            assertThat(role).isEqualTo(server.database() + "_app");
            assertThat(DatabaseRoles.ensure(connection)).isEqualTo(role);
            execute(connection, "SET ROLE " + DatabaseRoles.quote(role));
            assertThat(ask(connection, "SELECT current_user")).isEqualTo(role);
            assertThat(ask(connection, "SELECT rolcanlogin FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void instancesThatStartAtOnceDoNotDisturbOneAnother() throws Exception {
        TestServer server = TestServer.withUser("CREATEROLE");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> start = () -> {
                try (Connection connection = server.connect()) {
                    return DatabaseRoles.ensure(connection);
                }
            };
            for (Future<String> role :
                    threads.invokeAll(Stream.generate(() -> start).limit(16).toList())) {
                assertThat(role.get()).isEqualTo(server.database() + "_app");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aUserWhoMayNotMakeRolesIsToldTheSqlAndThatSqlIsEnough() throws SQLException {
        TestServer server = TestServer.withUser("NOCREATEROLE");
        try (Connection connection = server.connect()) {
            String message = messageOf(connection);
            List<String> sql = Arrays.stream(message.split("\n"))
                    .map(String::strip)
                    .filter(line -> line.endsWith(";"))
                    .toList();
            assertThat(sql).hasSize(2);
            for (String statement : sql) {
                TestServer.asAdministrator(statement);
            }
            assertThat(DatabaseRoles.ensure(connection)).isEqualTo(server.database() + "_app");
        }
    }

    @Test
    void aRoleThatOnlyLacksItsGrantIsNotMadeAgain() throws SQLException {
        TestServer server = TestServer.withUser("NOCREATEROLE");
        TestServer.asAdministrator("CREATE ROLE \"" + server.database() + "_app\"");
        try (Connection connection = server.connect()) {
            assertThat(messageOf(connection)).contains("GRANT \"").doesNotContain("CREATE ROLE");
        }
    }

    @Test
    void membershipWithoutTheRightToSetTheRoleIsNotEnough() throws SQLException {
        TestServer server = TestServer.withUser("NOCREATEROLE");
        String role = DatabaseRoles.quote(server.database() + "_app");
        TestServer.asAdministrator("CREATE ROLE " + role);
        TestServer.asAdministrator("GRANT " + role + " TO \"" + server.user() + "\" WITH SET FALSE");
        try (Connection connection = server.connect()) {
            assertThat(messageOf(connection)).contains("WITH SET TRUE");
        }
    }

    @Test
    void aLongNameIsCutSoThatPostgresDoesNotCutIt() {
        assertThat(DatabaseRoles.nameFor("a".repeat(63))).isEqualTo("a".repeat(59) + "_app");
        assertThat(DatabaseRoles.nameFor("é".repeat(31))).isEqualTo("é".repeat(29) + "_app");
    }

    @Test
    void aNameWithAQuoteStaysOneIdentifier() {
        assertThat(DatabaseRoles.quote("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    private static String messageOf(Connection connection) {
        StartFailure[] failure = new StartFailure[1];
        assertThatThrownBy(() -> DatabaseRoles.ensure(connection))
                .isInstanceOfSatisfying(StartFailure.class, thrown -> failure[0] = thrown);
        return failure[0].getMessage();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
