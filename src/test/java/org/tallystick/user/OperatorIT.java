package org.tallystick.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The packaged program: how its operators get their first password, and another when they have lost it. */
class OperatorIT {
    private static final Pattern TOKEN = Pattern.compile("(?m)^ {2}([\\w-]{43})$");
    private static final String PASSWORD = "a lantern under the stairs";

    @Test
    void aLostPasswordOnAServerNeedsACommandAndNoSql() {
        TestDatabase database = TestDatabase.fresh();
        try (ServiceProcess service =
                ServiceProcess.start(database.environment()).awaitReady()) {
            assertThat(login(service, "operator", DatabaseTestResource.OPERATOR_PASSWORD)
                            .statusCode())
                    .isEqualTo(200);
            accept(service, invited(database.environment(), "operator"));
            assertThat(login(service, "operator", DatabaseTestResource.OPERATOR_PASSWORD)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(login(service, "operator", PASSWORD).statusCode()).isEqualTo(200);

            accept(service, invited(database.environment(), "second"));
            assertOperator(service, "second");
        }
        refused(database.environment(), 2, "invite-operator takes one argument", "invite-operator");
        refused(database.environment(), 1, "bob@birch is no operator", "invite-operator", "bob@birch");
    }

    @Test
    void aLostPasswordOnTheEmbeddedDatabaseToo(@TempDir Path data) {
        Map<String, String> environment = Map.of("TALLYSTICK_DATA_DIR", data.toString(), "TALLYSTICK_DEMO", "false");
        // Before the first start: there is this operator then, and no other whose password nobody has seen.
        String invitation = invited(environment, "first");
        try (ServiceProcess service = ServiceProcess.start(environment).awaitReady()) {
            assertThat(service.output()).doesNotContain("First login");
            accept(service, invitation);
            assertOperator(service, "first");
        }
    }

    @Test
    void aPasswordThatIsEasyToGuessStopsTheFirstStartAndNoLaterOne() {
        TestDatabase database = TestDatabase.fresh();
        for (String password : new String[] {"operator-1", "change-me", "iloveyou123"}) {
            refused(with(database, password), 1, "TALLYSTICK_OPERATOR_PASSWORD must");
        }
        try (ServiceProcess service =
                ServiceProcess.start(database.environment()).awaitReady()) {
            assertThat(service.isReady()).isTrue();
        }
        try (ServiceProcess service =
                ServiceProcess.start(with(database, "operator-1")).awaitReady()) {
            assertThat(login(service, "operator", DatabaseTestResource.OPERATOR_PASSWORD)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static Map<String, String> with(TestDatabase database, String password) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("TALLYSTICK_OPERATOR_PASSWORD", password);
        return environment;
    }

    private static void refused(Map<String, String> environment, int code, String why, String... words) {
        try (ServiceProcess process = ServiceProcess.start(environment, words)) {
            assertThat(process.awaitExit()).as(process.output()).isEqualTo(code);
            assertThat(process.output()).contains(why).doesNotContain("Exception", "listens");
        }
    }

    /** The token that the command says. */
    private static String invited(Map<String, String> environment, String name) {
        try (ServiceProcess command = ServiceProcess.start(environment, "invite-operator", name)) {
            assertThat(command.awaitExit()).as(command.output()).isZero();
            Matcher token = TOKEN.matcher(command.output());
            assertThat(token.find()).as(command.output()).isTrue();
            return token.group(1);
        }
    }

    private static void accept(ServiceProcess service, String invitation) {
        given().baseUri(service.baseUri().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("token", invitation, "password", PASSWORD))
                .post("/v1/invitations/acceptance")
                .then()
                .statusCode(200);
    }

    private static Response login(ServiceProcess service, String username, String password) {
        return given().baseUri(service.baseUri().toString())
                .formParams("grant_type", "password", "username", username, "password", password)
                .post("/oauth/token");
    }

    private static void assertOperator(ServiceProcess service, String username) {
        String token = login(service, username, PASSWORD)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        given().baseUri(service.baseUri().toString())
                .auth()
                .oauth2(token)
                .get("/v1/users/" + username)
                .then()
                .statusCode(200);
    }
}
