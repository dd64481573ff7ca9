package org.tallystick.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.tallystick.testing.TestDatabase;

/** Turns the clock on for imports: as if nothing had been heard of any of them for longer than they may be silent. */
final class Silence {
    private Silence() {}

    static void ofHalfAMinute(TestDatabase database) throws SQLException {
        try (Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("UPDATE import_job SET alive_at = alive_at - interval '31 seconds'");
        }
    }
}
