package org.tallystick.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.Town;

/** By its id a request is found again in its answer and in every line of the log, whoever worked on it. */
@QuarkusTest
@TestProfile(TracedProfile.class)
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class FoundAgainTest {
    private static final String HEADER = "X-Request-Id";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    SecurityFixture fixture;

    private String id;

    @BeforeEach
    void anId() {
        id = "test-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /v1/me,              401",
        "GET,  /v1/no-such-thing,   404",
        "PUT,  /oauth/token,        405",
        "GET,  /q/health/live,      200",
        "GET,  /q/metrics,          200"
    })
    void everyAnswerHasTheIdOfItsRequestWhoeverMakesIt(String method, String path, int status) {
        Response answer = given().header(HEADER, id).request(method, path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().getValues(HEADER)).containsExactly(id);
    }

    @Test
    void aRefusedBodyToo() {
        Response answer = given().header(HEADER, id).body("x".repeat(2 << 20)).post("/v1/communities");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.header(HEADER)).isEqualTo(id);
    }

    @Test
    void whoBringsNoneIsGivenANewOneEachTime() {
        String first = given().get("/q/health/live").header(HEADER);
        String second = given().get("/q/health/live").header(HEADER);

        assertThat(UUID.fromString(first)).isNotEqualTo(UUID.fromString(second));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"a b", "a\tb", "a\r\n ERROR forged", "\"a\"", "someone@example.org"})
    void oneThatIsNoneIsNotTaken(String given) throws IOException {
        String answer = raw(given);

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("forged").contains("X-Request-Id: ");
        assertThat(answer).doesNotContain("X-Request-Id: " + given);
    }

    private static String raw(String requestId) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout((int) SOON.toMillis());
            String request = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: "
                    + requestId + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "loop,                 vert.x-eventloop",
        "blocking,             executor-thread",
        "worker,               executor-thread",
        "loop-after-another,   vert.x-eventloop",
        "worker-after-another, executor-thread"
    })
    void aLineOfTheLogHasTheIdOfItsRequestOnEveryThread(String where, String thread) {
        try (WrittenLines lines = WrittenLines.open()) {
            given().header(HEADER, id).get("/v1/log-probes/" + where).then().statusCode(200);

            assertThat(lines.with("probe " + where)).singleElement().satisfies(line -> {
                assertThat(line.thread()).contains(thread);
                assertThat(line.field(LogField.REQUEST)).isEqualTo(id);
                assertThat(line.field(LogField.TRACE)).matches("[0-9a-f]{32}");
            });
        }
    }

    @Test
    void oneRequestDoesNotInheritTheIdOfAnother() {
        try (WrittenLines lines = WrittenLines.open()) {
            given().header(HEADER, id).get("/v1/log-probes/worker");
            given().get("/v1/log-probes/loop");

            assertThat(lines.with("probe loop"))
                    .singleElement()
                    .extracting(line -> line.field(LogField.REQUEST))
                    .isNotEqualTo(id);
        }
    }

    @Test
    void theCauseOfAnIncidentIsFoundByTheRequest() {
        String slug = fixture.community();
        String token = fixture.token(fixture.administrator(slug));
        try (WrittenLines lines = WrittenLines.open()) {
            Api.as(token)
                    .header(HEADER, id)
                    .get("/v1/communities/" + slug + "/probes/failing")
                    .then()
                    .statusCode(500)
                    .header(HEADER, id);

            assertThat(lines.with("Incident"))
                    .singleElement()
                    .extracting(line -> line.field(LogField.REQUEST))
                    .isEqualTo(id);
        }
    }

    @Test
    void aTradeIsFoundByItsRequestAndARequestByItsTrade() {
        Town town = new Town();
        String alice = town.member("alice", "100.00");
        town.enrol("bob");
        try (WrittenLines lines = WrittenLines.open()) {
            Response booked = Api.as(
                            alice, Map.of("payer", "alice", "payee", "bob", "amount", "1.00", "description", "bread"))
                    .header("Idempotency-Key", id)
                    .header(HEADER, id)
                    .post(town.path("/trades"));

            String trade = booked.then().statusCode(201).extract().path("id");
            ServiceProcess.await(
                    "told", SOON, () -> !lines.with("Trade " + trade).isEmpty());
            assertThat(lines.with("Trade " + trade)).singleElement().satisfies(line -> {
                assertThat(line.thread()).startsWith("posting-lane");
                assertThat(line.field(LogField.REQUEST)).isEqualTo(id);
                assertThat(line.field(LogField.TRADE)).isEqualTo(trade);
                assertThat(line.field(LogField.TRACE)).matches("[0-9a-f]{32}");
            });
        }
    }

    /** More than an event loop makes the answer of. */
    @Test
    void soAreThoseOfABatch() {
        Town town = new Town();
        String alice = town.member("alice", "100.00");
        town.enrol("bob");
        List<Map<String, String>> trades = IntStream.range(0, 30)
                .mapToObj(i -> Map.of("payer", "alice", "payee", "bob", "amount", "1.00", "description", "loaf " + i))
                .toList();
        try (WrittenLines lines = WrittenLines.open()) {
            Api.as(alice, Map.of("trades", trades))
                    .header("Idempotency-Key", id)
                    .header(HEADER, id)
                    .post(town.path("/trades/batch"))
                    .then()
                    .statusCode(200)
                    .header(HEADER, id);

            ServiceProcess.await("told", SOON, () -> lines.with(" is booked").size() == 30);
            assertThat(lines.with(" is booked"))
                    .allSatisfy(line -> assertThat(line.field(LogField.REQUEST)).isEqualTo(id));
        }
    }

    @Test
    void whatIsSaidInARequestAboutATradeHasItsId() {
        String trade = UUID.randomUUID().toString();
        try (WrittenLines lines = WrittenLines.open()) {
            given().header(HEADER, id).get("/v1/log-probes/trades/" + trade);

            assertThat(lines.with("probe trade"))
                    .singleElement()
                    .extracting(line -> line.field(LogField.TRADE))
                    .isEqualTo(trade);
        }
    }
}
