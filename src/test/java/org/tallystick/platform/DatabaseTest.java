package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.testing.Problems.problemOf;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class DatabaseTest {
    @Inject
    Database database;

    /** A connection that goes silent, as one through a firewall that forgot it, must not hold up all who wait. */
    @Test
    void aStatementThatIsNotAnsweredInTimeIsAProblemAndNotAWait() {
        assertThat(problemOf(() -> database.withinSeconds(1, connection -> sleep(connection, 60)))
                        .type())
                .isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(database.<String>with(connection -> sleep(connection, 0))).isEqualTo("1");
    }

    @Test
    void theNextOnWhoGetsTheConnectionHasTheirTime() {
        for (int i = 0; i < 30; i++) {
            assertThat(database.<String>withinSeconds(1, connection -> sleep(connection, 0)))
                    .isEqualTo("1");
        }
        assertThat(database.<String>with(connection -> sleep(connection, 2))).isEqualTo("1");
    }

    private static String sleep(Connection connection, int seconds) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM pg_sleep(" + seconds + ")")) {
            row.next();
            return row.getString(1);
        }
    }
}
