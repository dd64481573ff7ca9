package org.tallystick.chaos.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The processes that the database has for the services' connections. */
final class Backends {
    private static final String OF_THE_SERVICES =
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'tallystick' ORDER BY pid";

    private Backends() {}

    static List<Long> of(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(OF_THE_SERVICES)) {
            List<Long> backends = new ArrayList<>();
            while (rows.next()) {
                backends.add(rows.getLong(1));
            }
            return backends;
        }
    }
}
