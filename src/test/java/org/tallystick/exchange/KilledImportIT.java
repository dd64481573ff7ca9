package org.tallystick.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The packaged program is killed in the middle of an import. */
class KilledImportIT {
    private static final String SLUG = "brightwater-killed";
    private static final long TRADES = 48_170;
    private static final long SOME = 10_000;

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void forgetThePort() {
        RestAssured.reset();
    }

    @Test
    void whatWasBookedStaysAndTheSameFilesSentAgainBookTheRest() throws Exception {
        ServiceProcess first = start();
        String path = send(Api.operatorToken());
        ServiceProcess.await("half-way", Duration.ofMinutes(2), () -> booked() > SOME);
        first.kill();
        long booked = booked();
        assertThat(booked).as("trades at the kill").isBetween(SOME, TRADES - 1);

        try (ServiceProcess second = start()) {
            assertThat(second.isAlive()).isTrue();
            String operator = Api.operatorToken();
            theKilledImportIsNotSaidToRunForEver(operator, path);

            JsonPath again = Brightwater.importAs(operator, SLUG, false);

            assertThat(again.getString("state")).isEqualTo("done");
            assertThat(again.getLong("done")).isEqualTo(TRADES);
            assertThat(booked()).isEqualTo(TRADES);
            assertThat(Brightwater.balances(database.application(), SLUG))
                    .isEqualTo(Brightwater.expected("expected-balances.csv"));
            JsonPath verification = Api.as(operator)
                    .get("/v1/communities/" + SLUG + "/verification")
                    .jsonPath();
            assertThat(verification.getBoolean("ok")).isTrue();
        }
    }

    private ServiceProcess start() {
        ServiceProcess service = ServiceProcess.start(database.environment()).awaitReady();
        RestAssured.port = service.baseUri().getPort();
        return service;
    }

    private static String send(String operator) {
        return Brightwater.send(operator, SLUG, Brightwater.file("members.csv"), Brightwater.file("trades.csv"), false);
    }

    /** It is called dead after half a minute of silence; the test turns the clock on. */
    private void theKilledImportIsNotSaidToRunForEver(String operator, String path) throws SQLException {
        assertThat(Api.as(operator).get(path).jsonPath().getString("state")).isEqualTo("running");
        try (Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("UPDATE import_job SET alive_at = alive_at - interval '30 seconds'");
        }
        JsonPath job = Api.as(operator).get(path).jsonPath();
        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getList("errors.code")).isEqualTo(List.of("interrupted"));
        assertThat(job.getString("errors[0].detail")).contains("Send the same files again");
    }

    private long booked() {
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM trade")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
