package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.DatabaseTestResource;

/** What the application may do in its database, asked through its own pool. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ApplicationDatabaseTest {
    @Inject
    DataSource dataSource;

    @Test
    void whatWasAnsweredIsOnDisk() throws SQLException {
        assertThat(ask("SHOW fsync")).isEqualTo("on");
        assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask("SHOW full_page_writes")).isEqualTo("on");
    }

    @Test
    void theApplicationWorksAsARoleThatOwnsNoTable() throws SQLException {
        assertThat(ask("SELECT current_user")).isEqualTo("app");
        assertThat(ask("SELECT count(*) FROM pg_tables WHERE tableowner = current_user"))
                .isEqualTo("0");
        assertThat(ask("SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET amount = amount + 1",
                "DELETE FROM entry",
                "UPDATE trade SET amount = amount + 1",
                "DELETE FROM trade",
                "DELETE FROM idempotency_key",
                "DELETE FROM change_record",
                "UPDATE change_record SET reason = 'another'",
                "UPDATE used_handle SET handle_digest = ''",
                "DELETE FROM used_handle",
                "UPDATE write_off SET against = 'fund'",
                "DELETE FROM write_off",
                "DELETE FROM account",
                "TRUNCATE entry"
            })
    void theBooksAreNotChangedForTheRightIsMissing(String sql) {
        assertThatThrownBy(() -> execute(sql))
                .asInstanceOf(type(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo("42501");
    }

    @Test
    void theServiceIsReadyWhenItsDatabaseIs() {
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
