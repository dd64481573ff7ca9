package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;
import org.tallystick.platform.SessionLimits;
import org.tallystick.testing.TestDatabase;

/** What a lane sets on its session is not for who has it next. */
class LaneConnectionTest {
    private static final String OF_THE_POOL = "SET statement_timeout = '21s'; SET lock_timeout = '7s'";
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final AgroalDataSource pool = poolOfOne();
    private final LaneConnection lane = new LaneConnection(pool, LIMITS);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void theSessionIsGivenBackAsItWas() throws SQLException {
        List<String> before = settings();
        Connection ofLane = lane.connection();
        List<String> meanwhile = settings(ofLane);
        lane.giveBack();

        assertThat(before).contains("21s", "7s", "on", "auto");
        assertThat(meanwhile).isNotEqualTo(before).contains("2s", "1s", "3s", "off", "force_generic_plan");
        assertThat(settings()).as("of the same session").isEqualTo(before);
    }

    @Test
    void whatWasBegunIsNotDone() throws SQLException {
        try (Statement begun = lane.connection().createStatement()) {
            begun.execute("CREATE TEMPORARY TABLE begun ()");
        }
        lane.giveBack();

        try (Connection next = pool.getConnection();
                Statement statement = next.createStatement();
                ResultSet rows = statement.executeQuery("SELECT to_regclass('begun') IS NULL")) {
            rows.next();
            assertThat(rows.getBoolean(1)).isTrue();
        }
    }

    @Test
    void aSessionThatIsLostMakesRoomForAnother() throws SQLException {
        lane.connection().unwrap(PgConnection.class).close();
        lane.giveBack();

        assertThat(settings()).contains("21s", "7s", "on", "auto");
        assertThat(lane.connection().isValid(1)).isTrue();
    }

    private List<String> settings() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return settings(connection);
        }
    }

    private static List<String> settings(Connection connection) throws SQLException {
        String settings = "SELECT concat_ws(' ', pg_backend_pid(), current_setting('statement_timeout'),"
                + " current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),"
                + " current_setting('enable_seqscan'), current_setting('plan_cache_mode'))";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(settings)) {
            rows.next();
            return List.of((rows.getString(1) + " " + connection.getNetworkTimeout()).split(" "));
        }
    }

    private static AgroalDataSource poolOfOne() {
        PGSimpleDataSource application = TestDatabase.fresh().application();
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(one -> one.maxSize(1)
                            .acquisitionTimeout(Duration.ofSeconds(10))
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(to -> to.jdbcUrl(application.getURL())
                                    .initialSql(OF_THE_POOL)
                                    .principal(new NamePrincipal(application.getUser()))
                                    .credential(new SimplePassword(application.getPassword())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
