package org.tallystick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void aFreshDatabaseIsDurableAndMigrated() throws SQLException {
        try (var connection = TestDatabase.fresh().application().getConnection();
                var statement = connection.createStatement()) {
            var fsync = statement.executeQuery("SHOW fsync");
            fsync.next();
            assertThat(fsync.getString(1)).isEqualTo("on");
            var rows = statement.executeQuery("SELECT count(*) FROM entry");
            assertThat(rows.next()).isTrue();
        }
    }
}
