package org.tallystick.trade;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;
import org.tallystick.trade.TradeStreams.Sent;

/**
 * Whatever lets someone trade is taken away while they trade at two instances as fast as they can. When the answer to that
 * has arrived, nothing more of theirs is booked at either, not even what was under way; and nobody else is disturbed.
 */
class RevocationRaceIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int ROUNDS = 6;
    private static final int STREAMS = 8;
    private static final int STREAMS_OF_OTHERS = 4;
    private static final int BEFORE = 40;
    private static final int AFTERWARDS = 20;
    private static final int HELD_MILLIS = 1_500;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String PASSWORD = "the password of ";

    private static List<ServiceProcess> instances;
    private static List<JsonClient> clients;

    private String operator;
    private String community;
    private String path;

    @BeforeAll
    static void start() {
        instances = List.of(ServiceProcess.start(DATABASE.environment()), ServiceProcess.start(DATABASE.environment()));
        instances.forEach(ServiceProcess::awaitReady);
        clients = instances.stream()
                .map(instance -> new JsonClient(instance.baseUri()))
                .toList();
        RestAssured.port = instances.get(0).baseUri().getPort();
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        instances.forEach(ServiceProcess::close);
    }

    @BeforeEach
    void aCommunity() {
        operator = Api.operatorToken();
        community = Api.community(operator);
        path = "/v1/communities/" + community;
        for (String handle : List.of("p1", "p2", "p3", "p4", "q1", "q2", "other1", "other2", "o1", "o2")) {
            enrol(handle);
        }
    }

    /** Takes away what lets the caller trade, through the instance that listens there. */
    @FunctionalInterface
    private interface Revocation {
        void at(int port);
    }

    /** A token with which these may be paid from, until it is revoked. */
    private record Authority(String token, List<String> payers, Revocation revocation) {}

    @Test
    void anOfficeThatIsTaken() throws Exception {
        settings(Map.of("mediation", "administrators"));
        enrol("ann");
        String token = Api.login(operator, community, "ann");
        end("/members/ann/users/ann@" + community, RestAssured.port);
        race(round -> {
            String role = round % 2 == 0 ? "administrator" : "mediator";
            Api.as(operator, Map.of("username", "ann@" + community, "role", role, "reason", "elected"))
                    .post(path + "/roles")
                    .then()
                    .statusCode(201);
            return new Authority(token, payers(), port -> end("/roles/" + role + "/ann@" + community, port));
        });
    }

    @Test
    void aMembershipThatEnds() throws Exception {
        race(round -> {
            String handle = "member" + round;
            String token = Api.member(operator, community, handle, "1000.00");
            return new Authority(
                    token,
                    List.of(handle),
                    port -> end("/members/" + handle + "/users/" + handle + "@" + community, port));
        });
    }

    @Test
    void anExchangeSystemThatIsShutOut() throws Exception {
        race(round -> {
            String name = "till-" + community + "-" + round;
            return new Authority(system(name), payers(), port -> end("/clients/" + name, port));
        });
    }

    @Test
    void aConsentThatIsWithdrawn() throws Exception {
        settings(Map.of("clientConsent", "members"));
        String owner = Api.login(operator, community, "p1");
        String name = "till-" + community;
        String token = system(name);
        String consent = path + "/members/p1/consents/" + name;
        race(round -> {
            Api.as(owner).put(consent).then().statusCode(204);
            return new Authority(
                    token,
                    List.of("p1"),
                    port -> Api.as(owner).port(port).delete(consent).then().statusCode(204));
        });
    }

    @Test
    void aSessionThatIsRevokedByItsTokenOrByItsUser() throws Exception {
        Api.login(operator, community, "p1");
        race(round -> {
            JsonPath login = given().formParams(
                            "grant_type", "password", "username", "p1@" + community, "password", PASSWORD + "p1")
                    .post("/oauth/token")
                    .jsonPath();
            String token = login.getString("access_token");
            return new Authority(
                    token,
                    List.of("p1"),
                    round % 2 == 0
                            ? port -> revoke(login.getString("refresh_token"), port)
                            : port -> logOut(token, port));
        });
    }

    @Test
    void aLoginThatAnOperatorDisables() throws Exception {
        Api.login(operator, community, "p1");
        String user = "p1@" + community;
        race(round -> {
            setStatus(user, "active", RestAssured.port);
            String token = Api.token(user, PASSWORD + "p1");
            return new Authority(token, List.of("p1"), port -> setStatus(user, "disabled", port));
        });
    }

    private void race(IntFunction<Authority> prepare) throws Exception {
        List<Long> millis = new ArrayList<>();
        try (TradeStreams others = TradeStreams.start(
                clients,
                STREAMS_OF_OTHERS,
                path + "/trades",
                operator,
                List.of("other1", "other2"),
                List.of("o1", "o2"))) {
            for (int round = 0; round < ROUNDS; round++) {
                Authority authority = prepare.apply(round);
                millis.add(race(authority, instances.get(round % 2).baseUri().getPort()));
                others.awaitBooked(others.booked() + AFTERWARDS);
            }
            assertThat(others.sent()).as("those who kept their rights").allMatch(Sent::isBooked);
        }
        heldOpen(prepare.apply(ROUNDS));
        System.out.println("revocations were answered in ms: " + millis);
        assertThat(millis).as("ms until the answer").allMatch(one -> one < LONGEST.toMillis());
    }

    /** One revocation, and how many milliseconds its answer took. */
    private long race(Authority authority, int port) throws Exception {
        long before = booked();
        try (TradeStreams streams = TradeStreams.start(
                clients, STREAMS, path + "/trades", authority.token(), authority.payers(), List.of("q1", "q2"))) {
            streams.awaitBooked(BEFORE);
            long asked = System.nanoTime();
            authority.revocation().at(port);
            long answered = System.nanoTime();
            long then = booked() - before;
            streams.awaitRefused();

            assertThat(streams.sent()).allMatch(one -> one.isBooked() || one.isRefused());
            assertThat(streams.sent().stream().filter(one -> one.begunAtNanos() >= answered))
                    .as("begun after the answer")
                    .isNotEmpty()
                    .allMatch(Sent::isRefused);
            assertThat(booked() - before).as("booked in the end").isEqualTo(then);
            assertThat(streams.booked()).as("answered as booked").isEqualTo(then);
            return Duration.ofNanos(answered - asked).toMillis();
        }
    }

    /**
     * The moment that a race meets seldom, held open: a writer has found the right to be there and has not written yet. The
     * revocation is not answered until it has.
     */
    private void heldOpen(Authority authority) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Connection owner = DATABASE.owner().getConnection()) {
            owner.setAutoCommit(false);
            execute(owner, "LOCK TABLE trade IN SHARE MODE");
            Map<String, String> body = Map.of(
                    "payer", authority.payers().get(0), "payee", "q1", "amount", "0.01", "description", "held back");
            Future<Answer> trade = threads.submit(() -> clients.get(0)
                    .send(Call.post(
                            path + "/trades",
                            authority.token(),
                            UUID.randomUUID().toString(),
                            body)));
            awaitHeldBack();
            int other = instances.get(1).baseUri().getPort();
            Future<?> revocation = threads.submit(() -> authority.revocation().at(other));
            assertThatThrownBy(() -> revocation.get(HELD_MILLIS, TimeUnit.MILLISECONDS))
                    .as("the revocation's answer while a trade that it must stop is being written")
                    .isInstanceOf(TimeoutException.class);
            owner.commit();
            assertThat(trade.get(LONGEST.toSeconds(), TimeUnit.SECONDS).status())
                    .isEqualTo(201);
            revocation.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } finally {
            threads.shutdown();
        }
    }

    private static void awaitHeldBack() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (Connection connection = DATABASE.owner().getConnection();
                PreparedStatement waiting = connection.prepareStatement(
                        "SELECT FROM pg_locks WHERE NOT granted AND relation = 'trade'::regclass")) {
            while (!waiting.executeQuery().next()) {
                assertThat(System.nanoTime())
                        .as("the writer has come to its writing")
                        .isLessThan(deadline);
                Thread.sleep(5);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** How many trades there are but those of the others: all of these are paid to q1 or q2. */
    private long booked() throws SQLException {
        try (Connection connection = DATABASE.application().getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT count(*) FROM trade t JOIN account a USING (community_id)
                          JOIN member m USING (community_id, member_id) JOIN community c USING (community_id)
                         WHERE c.slug = ? AND m.handle IN ('q1', 'q2') AND a.currency_code = 'CRED'
                           AND a.account_id = t.payee_id""")) {
            statement.setString(1, community);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> payers() {
        return List.of("p1", "p2", "p3", "p4");
    }

    private void enrol(String handle) {
        Api.as(operator, Map.of("handle", handle, "name", handle, "kind", "person", "creditLimit", "1000.00"))
                .post(path + "/members")
                .then()
                .statusCode(201);
    }

    private void settings(Map<String, String> settings) {
        Api.as(operator, Map.of("settings", settings, "reason", "decided"))
                .header("If-Match", "*")
                .patch(path)
                .then()
                .statusCode(200);
    }

    private void end(String what, int port) {
        Api.as(operator).port(port).delete(path + what + "?reason=ended").then().statusCode(204);
    }

    private String system(String name) {
        String secret = Api.as(operator, Map.of("name", name, "scopes", List.of("trades:write"), "reason", "a till"))
                .post(path + "/clients")
                .path("client_secret");
        return given().auth()
                .preemptive()
                .basic(name, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .path("access_token");
    }

    private static void revoke(String refreshToken, int port) {
        given().port(port)
                .formParam("token", refreshToken)
                .post("/oauth/revoke")
                .then()
                .statusCode(200);
    }

    /** The newest session is the one that was begun last. */
    private static void logOut(String token, int port) {
        String session = Api.as(token).port(port).get("/v1/me/sessions").path("sessions.find { it.current }.id");
        Api.as(token).port(port).delete("/v1/me/sessions/" + session).then().statusCode(204);
    }

    private void setStatus(String user, String status, int port) {
        Api.as(operator, Map.of("status", status, "reason", "a test"))
                .port(port)
                .put("/v1/users/" + user + "/status")
                .then()
                .statusCode(200);
    }
}
