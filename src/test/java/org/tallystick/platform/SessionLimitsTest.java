package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.testing.Problems.problemOf;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.DatabaseTestResource;

/** How long the pool's sessions may keep anyone waiting, asked through the application's own pool. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class SessionLimitsTest {
    @Inject
    DataSource dataSource;

    @Inject
    Database database;

    @Test
    void everySessionOfThePoolHasItsLimits() {
        database.with(connection -> {
            assertThat(ask(connection, "SHOW statement_timeout")).isEqualTo("30s");
            assertThat(ask(connection, "SHOW lock_timeout")).isEqualTo("10s");
            assertThat(ask(connection, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("1min");
            assertThat(ask(connection, "SHOW client_connection_check_interval")).isEqualTo("5s");
            assertThat(ask(connection, "SHOW tcp_keepalives_idle")).isEqualTo("10");
            assertThat(connection.getNetworkTimeout()).isEqualTo(36_000);
            return "";
        });
    }

    @Test
    void aReadingThatIsLongOnPurposeIsExemptAndBoundedAndTheNextOnTheSessionIsNot() {
        for (int i = 0; i < 30; i++) {
            database.withPatience(connection -> {
                assertThat(ask(connection, "SHOW statement_timeout")).isEqualTo("1h");
                assertThat(ask(connection, "SHOW idle_in_transaction_session_timeout"))
                        .isEqualTo("1h");
                assertThat(connection.getNetworkTimeout()).isGreaterThan(3_600_000);
                return "";
            });
        }
        everySessionOfThePoolHasItsLimits();
    }

    @Test
    void whoNeedsAnAnswerSoonGivesTheSessionBackAsItWas() {
        for (int i = 0; i < 30; i++) {
            database.withinSeconds(1, connection -> ask(connection, "SELECT 1"));
        }
        everySessionOfThePoolHasItsLimits();
    }

    @Test
    void aSessionThatTheServerHasEndedIsNotGivenToTheNext() throws SQLException {
        for (int i = 0; i < 5; i++) {
            assertThat(problemOf(() -> database.with(
                                    connection -> ask(connection, "SELECT pg_terminate_backend(pg_backend_pid())")))
                            .type())
                    .isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(database.<String>with(connection -> ask(connection, "SELECT 1")))
                    .isEqualTo("1");
        }
    }

    @Test
    void sessionsThatEndedWhileTheyWereIdleAreFoundOutBeforeAnyoneHasThem() throws Exception {
        List<Connection> some = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            some.add(dataSource.getConnection());
        }
        List<String> sessions = new ArrayList<>();
        for (Connection connection : some) {
            sessions.add(ask(connection, "SELECT pg_backend_pid()"));
            connection.close();
        }
        Thread.sleep(2_500);
        try (Connection killing = dataSource.getConnection()) {
            sessions.remove(ask(killing, "SELECT pg_backend_pid()"));
            ask(
                    killing,
                    "SELECT count(pg_terminate_backend(pid)) FROM unnest('{" + String.join(",", sessions)
                            + "}'::int[]) AS pid");
        }
        for (int i = 0; i < 6; i++) {
            assertThat(database.<String>with(connection -> ask(connection, "SELECT 1")))
                    .isEqualTo("1");
        }
    }

    @Test
    void limitsAreLimits() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new SessionLimits(Duration.ZERO, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionLimits(second, Duration.ofDays(8), second))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
