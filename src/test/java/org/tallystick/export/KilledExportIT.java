package org.tallystick.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.security.Digests;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The packaged program is killed, or stopped, in the middle of an export; or two of them have several to make. */
class KilledExportIT {
    private static final String SLUG = "brightwater-exported";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Map<String, String> COMMUNITY = Map.of("kind", "community");

    private static String operator = "";

    @BeforeAll
    static void brightwater() {
        try (ServiceProcess service = start()) {
            assertThat(service.isAlive()).isTrue();
            operator = Api.operatorToken();
            assertThat(Brightwater.importAs(operator, SLUG, false).getString("state"))
                    .isEqualTo("done");
        }
    }

    @AfterEach
    void forgetThePort() {
        RestAssured.reset();
    }

    @AfterAll
    static void none() throws SQLException {
        assertThat(number("SELECT count(*) FROM community_job WHERE state IN ('queued', 'running')"))
                .isZero();
    }

    @Test
    void anotherProcessTakesUpWhatTheKilledOneHadAndTheFileIsWhole() throws Exception {
        String job;
        ServiceProcess first = start();
        try {
            job = ask();
            ServiceProcess.await("half-way", Duration.ofMinutes(2), () -> parts(job) > 0);
        } finally {
            first.kill();
        }
        assertThat(state(job)).as("at the kill").isEqualTo("running");
        try (ServiceProcess second = start()) {
            assertThat(second.isAlive()).isTrue();
            // Half a minute passes at once.
            try (Connection owner = DATABASE.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("UPDATE community_job SET alive_at = alive_at - interval '31 seconds'");
            }
            JsonPath taken = awaitDone(job);
            assertThat(number("SELECT attempts FROM community_job WHERE job_id = '" + job + "'"))
                    .isEqualTo(2);

            Response file = Api.as(operator).get(taken.getString("result.href"));
            assertThat(sha256(file)).isEqualTo(taken.getString("result.sha256"));
            JsonPath fresh = awaitDone(ask());
            assertThat(taken.getString("result.sha256"))
                    .as("the same file")
                    .isEqualTo(fresh.getString("result.sha256"));
            assertThat(taken.getLong("result.size")).isEqualTo(fresh.getLong("result.size"));
            assertThat(taken.getLong("done")).isEqualTo(fresh.getLong("done")).isGreaterThan(48_170);
        }
    }

    @Test
    void aServiceThatIsStoppedGivesBackWhatItHasAndTheNextOneTakesItUpAtOnce() {
        String job;
        try (ServiceProcess first = start()) {
            job = ask();
            ServiceProcess.await("half-way", Duration.ofMinutes(2), () -> parts(job) > 0);
            first.terminate();
        }
        assertThat(state(job)).isEqualTo("queued");
        try (ServiceProcess second = start()) {
            assertThat(second.isAlive()).isTrue();
            awaitDone(job);
            assertThat(number("SELECT attempts FROM community_job WHERE job_id = '" + job + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void twoInstancesMakeEachFileOnceAndAnyOfThemHandsItOut() {
        try (ServiceProcess one = start();
                ServiceProcess other = ServiceProcess.start(environment()).awaitReady()) {
            RestAssured.port = one.baseUri().getPort();
            List<String> jobs = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                jobs.add(ask());
            }
            List<String> sums = new ArrayList<>();
            for (String job : jobs) {
                RestAssured.port = other.baseUri().getPort();
                JsonPath done = awaitDone(job);
                assertThat(sha256(Api.as(operator).get(done.getString("result.href"))))
                        .isEqualTo(done.getString("result.sha256"));
                sums.add(done.getString("result.sha256"));
            }
            assertThat(sums.stream().distinct()).hasSize(1);
            assertThat(number("SELECT max(attempts) FROM community_job WHERE job_id IN ('" + String.join("','", jobs)
                            + "')"))
                    .isEqualTo(1);
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(DATABASE.environment());
        environment.put("TALLYSTICK_JOBS_UNFINISHED_PER_CALLER", "10");
        return environment;
    }

    private static ServiceProcess start() {
        ServiceProcess service = ServiceProcess.start(environment()).awaitReady();
        RestAssured.port = service.baseUri().getPort();
        return service;
    }

    private static String ask() {
        return Api.as(operator, COMMUNITY)
                .post("/v1/communities/" + SLUG + "/exports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath job(String id) {
        return Api.as(operator).get("/v1/communities/" + SLUG + "/jobs/" + id).jsonPath();
    }

    private static JsonPath awaitDone(String id) {
        ServiceProcess.await(
                "ended",
                Duration.ofMinutes(2),
                () -> !List.of("queued", "running").contains(job(id).getString("state")));
        JsonPath done = job(id);
        assertThat(done.getString("state")).as(done.prettify()).isEqualTo("done");
        return done;
    }

    private static String sha256(Response file) {
        assertThat(file.statusCode()).isEqualTo(200);
        return HexFormat.of().formatHex(Digests.sha256().digest(file.asByteArray()));
    }

    private static String state(String job) {
        return text("SELECT state FROM community_job WHERE job_id = '" + job + "'");
    }

    private static long parts(String job) {
        return number("SELECT count(*) FROM job_result_part WHERE job_id = '" + job + "'");
    }

    private static long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private static String text(String sql) {
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
