package org.tallystick.trade;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** Two packaged programs on one database: nobody can tell which of them answered. */
class TwoInstancesIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int MANY = 40;
    private static final int ROUNDS = 50;

    private static ServiceProcess one;
    private static ServiceProcess other;
    private static List<JsonClient> clients;

    private String operator;
    private String community;
    private String trades;

    @BeforeAll
    static void start() {
        one = ServiceProcess.start(DATABASE.environment());
        other = ServiceProcess.start(DATABASE.environment());
        one.awaitReady();
        other.awaitReady();
        clients = List.of(new JsonClient(one.baseUri()), new JsonClient(other.baseUri()));
        RestAssured.port = one.baseUri().getPort();
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        one.close();
        other.close();
    }

    @BeforeEach
    void aCommunity() {
        operator = Api.operatorToken();
        community = Api.community(operator);
        trades = "/v1/communities/" + community + "/trades";
    }

    @Test
    void manyClientsNeverPassALimitAndWhatIsAnsweredIsWhatIsBooked() throws Exception {
        ManyClients many = new ManyClients(clients, DATABASE.application(), community, operator, System.nanoTime());

        double retries = retries();
        many.tradeAtTheirLimits();
        assertThat(retries() - retries)
                .as("batches that passed the locks, and that keys and guards had to stop")
                .isZero();

        many.assertAnswersAndBooksAgree();
        many.assertNoLimitWasEverPassed();
        Answer verification = clients.get(0).send(Call.get("/v1/communities/" + community + "/verification", operator));
        assertThat(verification.body().path("ok").asBoolean())
                .as("%s", verification)
                .isTrue();
    }

    @Test
    void oneKeySentByManyClientsBuysOneTradeAndAllGetTheSameAnswer() {
        twoMembers();
        for (int round = 0; round < ROUNDS; round++) {
            String key = key();
            List<Answer> answers = allAtOnce(i -> wish(key, "1.00"));
            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(answers.stream().filter(answer -> !answer.replayed())).hasSize(1);
        }
        assertThat(balance("bob")).isEqualTo(ROUNDS + ".00");
    }

    @Test
    void oneKeyForTwoRequestsBuysOneOfThem() {
        twoMembers();
        for (int round = 0; round < ROUNDS; round++) {
            String key = key();
            List<Answer> answers = allAtOnce(i -> wish(key, i % 4 < 2 ? "1.00" : "2.00"));
            assertThat(answers).extracting(Answer::outcome).containsOnly("ok", "idempotency-key-reused");
            Set<String> booked = new HashSet<>();
            answers.stream().filter(answer -> answer.status() == 201).forEach(answer -> booked.add(answer.text("id")));
            assertThat(booked).hasSize(1);
        }
        assertThat(clients.get(0)
                        .send(Call.get(trades + "?limit=200", operator))
                        .body()
                        .path("trades"))
                .hasSize(ROUNDS);
    }

    @Test
    void whatIsWithdrawnThroughOneIsGoneAtTheOtherWithTheNextRequest() {
        String alice = twoMembers();
        String user = "alice@" + community;
        String roles = "/v1/communities/" + community + "/roles";
        Call verification = Call.get("/v1/communities/" + community + "/verification", alice);
        for (int round = 0; round < 10; round++) {
            JsonClient here = clients.get(round % 2);
            JsonClient there = clients.get((round + 1) % 2);
            assertThat(there.send(verification).status()).isEqualTo(403);
            Object appointment = Map.of("username", user, "role", "administrator", "reason", "elected");
            assertThat(here.send(Call.change("POST", roles, operator, appointment))
                            .status())
                    .isEqualTo(201);
            assertThat(there.send(verification).status()).isEqualTo(200);
            here.send(Call.change("DELETE", roles + "/administrator/" + user + "?reason=done", operator, null));
            assertThat(there.send(verification).status()).isEqualTo(403);

            assertThat(setStatus(here, "frozen")).isEqualTo(200);
            assertThat(there.send(wish(key(), "1.00")).outcome()).isEqualTo("account-frozen");
            assertThat(setStatus(here, "active")).isEqualTo(200);
            assertThat(there.send(wish(key(), "1.00")).outcome()).isEqualTo("ok");
        }
    }

    @Test
    void aClientOrSessionThatIsEndedThroughOneBooksNothingMoreAtTheOther() {
        String alice = twoMembers();
        for (int round = 0; round < 5; round++) {
            JsonClient here = clients.get(round % 2);
            JsonClient there = clients.get((round + 1) % 2);
            String name = "shop-" + community + "-" + round;
            String client = clientToken(here, name);
            assertThat(there.send(wish(client, key(), "1.00")).outcome()).isEqualTo("ok");
            Call withdrawal = Call.change(
                    "DELETE", "/v1/communities/" + community + "/clients/" + name + "?reason=ended", operator, null);
            assertThat(here.send(withdrawal).status()).isEqualTo(204);
            assertThat(there.send(wish(client, key(), "1.00")).status()).isEqualTo(404);

            assertThat(there.send(wish(alice, key(), "1.00")).outcome()).isEqualTo("ok");
            given().port(port(round % 2 == 0 ? one : other))
                    .formParam("token", alice)
                    .post("/oauth/revoke")
                    .then()
                    .statusCode(200);
            assertThat(there.send(wish(alice, key(), "1.00")).status()).isEqualTo(401);
            alice = Api.token("alice@" + community, "the password of alice");
        }
        assertThat(balance("bob")).isEqualTo("10.00");
    }

    /** Of an exchange system that is let in through this instance. */
    private String clientToken(JsonClient here, String name) {
        Object grant = Map.of("name", name, "scopes", List.of("trades:write"), "reason", "a till");
        Answer registered =
                here.send(Call.change("POST", "/v1/communities/" + community + "/clients", operator, grant));
        return given().auth()
                .preemptive()
                .basic(name, registered.text("client_secret"))
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .path("access_token");
    }

    private int setStatus(JsonClient client, String status) {
        String alice = "/v1/communities/" + community + "/members/alice";
        return client.send(Call.change("PATCH", alice, operator, Map.of("status", status, "reason", "a test")))
                .status();
    }

    private String twoMembers() {
        Api.member(operator, community, "bob", "0.00");
        return Api.member(operator, community, "alice", "1000.00");
    }

    private Call wish(String key, String amount) {
        return wish(operator, key, amount);
    }

    private Call wish(String token, String key, String amount) {
        return Call.post(
                trades, token, key, Map.of("payer", "alice", "payee", "bob", "amount", amount, "description", "x"));
    }

    private String balance(String handle) {
        String path = "/v1/communities/" + community + "/accounts/" + handle;
        return clients.get(1).send(Call.get(path, operator)).text("balance");
    }

    /** Of both instances. A client that never uses a key twice causes none. */
    private static double retries() {
        return Stream.of(one, other)
                .flatMap(instance -> given().port(port(instance))
                        .get("/q/metrics")
                        .asString()
                        .lines())
                .filter(line -> line.startsWith("tallystick_posting_retries_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static int port(ServiceProcess instance) {
        return instance.baseUri().getPort();
    }

    private static List<Answer> allAtOnce(IntFunction<Call> call) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        IntStream.range(0, MANY).forEach(i -> answers.add(clients.get(i % 2).sendAsync(call.apply(i))));
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
