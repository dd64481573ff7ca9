package org.tallystick.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.LosingProxy;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The command, asking the packaged program: when all is well, and when it is not. */
class StatusIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private record Told(int code, String text) {}

    @AfterEach
    void reset() {
        RestAssured.reset();
    }

    @Test
    void whenAllIsWellItSaysSoAndWhenThatWasLookedAt() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TALLYSTICK_DATA_DIR", home.resolve("data").toString());
        environment.put("TALLYSTICK_OPERATOR_PASSWORD", DatabaseTestResource.OPERATOR_PASSWORD);
        environment.put("TALLYSTICK_BACKUP_DIRECTORY", home.resolve("backups").toString());
        environment.put("TALLYSTICK_VERIFICATION_EVERY", "240s");
        try (ServiceProcess service = ServiceProcess.start(environment).awaitReady()) {
            ServiceProcess.await(
                    "backed up and verified",
                    SOON,
                    () -> page(service).contains("The books are sound.")
                            && page(service).contains("The newest verified backup is of "));

            Told told = status(service.baseUri());

            assertThat(told.code()).as(told.text()).isZero();
            assertThat(told.text())
                    .startsWith("All is well.\nTallystick ")
                    .containsPattern("\\[good\\] +Database: The database answers, and its tables are up to date")
                    .containsPattern("\\[good\\] +Books: The books are sound\\. They were verified \\d+ seconds? ago")
                    .containsPattern("\\[good\\] +Backups: The newest verified backup is of \\d+ seconds? ago")
                    .doesNotContain(home.toString());
        }
    }

    @Test
    void booksThatASuperuserChangedAreWrongForEveryInstanceUntilTheyAreRightAgain() {
        TestDatabase database = TestDatabase.fresh();
        String community;
        try (ServiceProcess service =
                ServiceProcess.start(database.environment()).awaitReady()) {
            RestAssured.port = service.baseUri().getPort();
            String operator = Api.operatorToken();
            community = Api.community(operator);
            Api.enrol(operator, community, "alice", "100.00");
            Api.enrol(operator, community, "bob", "100.00");
            String trade = Api.trade(operator, community, "alice", "bob", "2.00")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            database.asAdministrator("SET session_replication_role = replica; "
                    + "UPDATE entry SET amount = amount + 50 WHERE amount > 0 AND trade_id = '" + trade + "'");
            verify(database, 1);

            Told told = status(service.baseUri());
            assertThat(told.code()).isEqualTo(1);
            // Where lines are folded depends on how long ago it was.
            assertThat(told.text().replaceAll("\\s+", " "))
                    .contains("1 thing is wrong", "Books: The books of 1 community are not right")
                    .contains("found ", "by the command verify", "trade " + trade, "=> Repair nothing by hand.")
                    .containsPattern(community + ": I3 account [0-9a-f-]{36} entry 1")
                    .doesNotContain("alice", "bob");
        }
        try (ServiceProcess another =
                ServiceProcess.start(database.environment()).awaitReady()) {
            assertThat(status(another.baseUri()).text()).contains("The books of 1 community are not right");
            database.asAdministrator("SET session_replication_role = replica; "
                    + "UPDATE entry SET amount = amount - 50 WHERE amount > 0");
            verify(database, 0);
            assertThat(status(another.baseUri()).text())
                    .contains("Books: The books are sound. They were verified ")
                    .doesNotContain(community);
        }
    }

    private static void verify(TestDatabase database, int code) {
        try (ServiceProcess verify = ServiceProcess.start(database.environment(), "verify")) {
            assertThat(verify.awaitExit()).as(verify.output()).isEqualTo(code);
        }
    }

    @Test
    void whileTheDatabaseIsSilentWhatCanBeToldIsToldSoon() throws IOException {
        TestDatabase database = TestDatabase.fresh();
        try (LosingProxy proxy = LosingProxy.before(TestDatabase.port())) {
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.put(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    database.jdbcUrl().replace(":" + TestDatabase.port() + "/", ":" + proxy.port() + "/"));
            try (ServiceProcess service = ServiceProcess.start(environment).awaitReady()) {
                assertThat(status(service.baseUri()).text()).contains("The database answers");
                proxy.loseAll();

                for (int time = 0; time < 3; time++) {
                    long begun = System.nanoTime();
                    Told told = status(service.baseUri());
                    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
                    assertThat(told.code()).isEqualTo(1);
                    assertThat(told.text())
                            .contains("Database: The database does not answer: nobody can trade.")
                            .containsPattern("\\[attention\\] Books: This c")
                            .containsPattern("\\[good\\] +Trades that wait: No trade waits\\.")
                            .containsPattern("Room on disk: Free: \\d+ .* for temporary");
                }
                proxy.recover();
                ServiceProcess.await(
                        "back",
                        SOON,
                        () -> page(service).contains("The database answers, and its tables are up to date"));
            }
        }
    }

    @Test
    void whereNothingAnswersItSaysWhatToDo() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:" + freePort());

        Told told = status(nobody);

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.text()).startsWith("The service cannot be reached at " + nobody + "/q/status. Does it run?");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void calledWronglyItSaysHowItIsCalled() {
        try (ServiceProcess misused = ServiceProcess.start(Map.of(), "status", "--help")) {
            assertThat(misused.awaitExit()).isEqualTo(2);
            assertThat(misused.output()).contains("status http://localhost:8080");
        }
    }

    /** As an operator calls it: with the service's own variables. */
    private static Told status(URI service) {
        Map<String, String> environment =
                Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_HTTP_PORT", Integer.toString(service.getPort()));
        try (ServiceProcess status = ServiceProcess.start(environment, "status")) {
            int code = status.awaitExit();
            return new Told(code, status.output());
        }
    }

    private static String page(ServiceProcess service) {
        return RestAssured.given()
                .baseUri(service.baseUri().toString())
                .get("/q/status")
                .asString();
    }
}
