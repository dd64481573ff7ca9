package org.tallystick.platform;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Refuses to serve from a database that may forget what it has answered. The settings are asked for on the application's
 * own connections, for a role or a database can have its own.
 */
@Singleton
class DurabilityCheck {
    /** {@code local} and {@code remote_write} do not wait for the disk of a synchronous standby, where there is one. */
    private static final List<Setting> SETTINGS = List.of(
            new Setting("fsync", Set.of("on")),
            new Setting("full_page_writes", Set.of("on")),
            new Setting("synchronous_commit", Set.of("on", "remote_apply")));

    private final DataSource dataSource;

    DurabilityCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (Setting setting : SETTINGS) {
                try (ResultSet rows = statement.executeQuery("SHOW " + setting.name())) {
                    rows.next();
                    setting.check(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new StartFailure("The database cannot be asked for its settings: " + e.getMessage(), e);
        }
    }

    private record Setting(String name, Set<String> safe) {
        void check(String value) {
            if (!safe.contains(value)) {
                throw new StartFailure("The database has " + name + " = " + value + ", with which a crash can lose "
                        + "trades that were answered. Set it to on, then start again.");
            }
        }
    }
}
