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
import java.util.Map;
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

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void forgetThePort() {
        RestAssured.reset();
    }

    @Test
    void whatWasBookedStaysAndTheSameFilesSentAgainBookTheRest() throws Exception {
        ServiceProcess first = start();
        String operator = Api.operatorToken();
        String running = send(operator);
        String queued = send(operator);
        try {
            ServiceProcess.await("half-way", Duration.ofMinutes(2), () -> done(operator, running) >= TRADES / 2);
        } finally {
            first.kill();
        }
        long booked = booked();
        System.out.println("killed after " + booked + " of " + TRADES + " trades");
        assertThat(booked).as("trades at the kill").isBetween(TRADES / 2, TRADES - 1);

        try (ServiceProcess second = start()) {
            assertThat(second.isAlive()).isTrue();
            theImportsAreNotSaidToRunForEver(operator, Map.of(running, "running", queued, "queued"));
            assertThat(booked()).as("nothing is booked unasked").isEqualTo(booked);

            JsonPath again = Brightwater.importAs(operator, SLUG, false);

            assertThat(again.getList("errors")).isEmpty();
            assertThat(again.getString("state")).isEqualTo("done");
            assertThat(again.getLong("done")).isEqualTo(TRADES);
            assertThat(booked()).isEqualTo(TRADES);
            assertThat(Brightwater.balances(database.application(), SLUG))
                    .isEqualTo(Brightwater.expected("expected-balances.csv"));
            assertVerified(operator);
            assertThat(state(operator, running)).as("the killed one").isEqualTo("failed");
        }
    }

    private static void assertVerified(String operator) {
        JsonPath verification = Api.as(operator)
                .get("/v1/communities/" + SLUG + "/verification")
                .jsonPath();
        assertThat(verification.getList("violations")).isEqualTo(List.of());
        assertThat(verification.getBoolean("ok")).isTrue();
        assertThat(verification.getLong("checked.trades")).isEqualTo(TRADES);
    }

    private ServiceProcess start() {
        ServiceProcess service = ServiceProcess.start(database.environment()).awaitReady();
        RestAssured.port = service.baseUri().getPort();
        return service;
    }

    private static String send(String operator) {
        return Brightwater.send(operator, SLUG, Brightwater.file("members.csv"), Brightwater.file("trades.csv"), false);
    }

    private void theImportsAreNotSaidToRunForEver(String operator, Map<String, String> states) throws SQLException {
        states.forEach((path, state) -> assertThat(state(operator, path)).isEqualTo(state));
        Silence.ofHalfAMinute(database);
        for (String path : states.keySet()) {
            JsonPath job = Api.as(operator).get(path).jsonPath();
            assertThat(job.getString("state")).isEqualTo("failed");
            assertThat(job.getList("errors.code")).isEqualTo(List.of("interrupted"));
            assertThat(job.getString("errors[0].detail")).contains("Send the same files again");
        }
    }

    private static String state(String operator, String path) {
        return Api.as(operator).get(path).jsonPath().getString("state");
    }

    private static long done(String operator, String path) {
        return Api.as(operator).get(path).jsonPath().getLong("done");
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
