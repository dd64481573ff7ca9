package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;
import org.tallystick.trade.TradeStreams.Sent;

/**
 * All that changes accounts, members, rules and rights goes on at two instances while trades are booked: no transaction ever
 * waits for one that waits for it, and nobody is told to come again.
 */
class AccessAndPostingTogetherIT {
    private static final int UNAVAILABLE = 503;

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);
    private static final Duration UNTIL_STATISTICS_ARE_TOLD = Duration.ofSeconds(2);

    private static List<ServiceProcess> instances;
    private static List<JsonClient> clients;

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> work = new ArrayList<>();
    private final String operator = Api.operatorToken();
    private final String community = Api.community(operator);
    private final String path = "/v1/communities/" + community;

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

    @Test
    void changesOfEveryKindAndTradesNeverWaitForEachOtherInACircle() throws Exception {
        for (String handle : List.of("p1", "p2", "q1", "q2", "x1", "x2")) {
            enrol(handle);
        }
        Api.as(operator, Map.of("code", "near", "name", "Near", "reason", "a test"))
                .post(path + "/groups")
                .then()
                .statusCode(201);
        try (TradeStreams trades =
                TradeStreams.start(clients, 6, path + "/trades", operator, List.of("p1", "p2"), List.of("q1", "q2"))) {
            trades.awaitBooked(20);
            long end = System.nanoTime() + LONG_ENOUGH.toNanos();
            everySoOften(end, i -> limits("p1", i));
            everySoOften(end, i -> limits("q1", i));
            everySoOften(end, i -> status("x1", i));
            everySoOften(end, i -> status("x1", i + 1));
            everySoOften(end, this::enrolling);
            everySoOften(end, i -> role("x1", i));
            everySoOften(end, i -> role("x2", i));
            everySoOften(end, i -> belonging("x1", i));
            everySoOften(end, this::zone);
            everySoOften(end, i -> i < 18 ? currency(i) : settings(i));
            for (Future<?> one : work) {
                one.get();
            }
            // Where rights change faster than a trade is authorised anew, it is told to come again, and nothing was
            // booked.
            assertThat(trades.sent())
                    .allMatch(one -> one.isBooked() || one.answer().status() == UNAVAILABLE)
                    .anyMatch(Sent::isBooked);
        }
        threads.shutdown();

        // A state conflict is one of a moment: a role that another stream has taken, a currency that came in between.
        assertThat(answers)
                .extracting(Answer::status)
                .contains(200, 201, 204)
                .isSubsetOf(200, 201, 204, 404, 409, UNAVAILABLE);
        Thread.sleep(UNTIL_STATISTICS_ARE_TOLD.toMillis());
        assertThat(deadlocks()).isZero();
    }

    private void everySoOften(long end, IntFunction<Call> call) {
        int number = work.size();
        work.add(threads.submit(() -> {
            for (int i = 0; System.nanoTime() < end; i++) {
                answers.add(clients.get((number + i) % clients.size()).send(call.apply(i)));
            }
        }));
    }

    private Call limits(String account, int i) {
        Object body = Map.of("creditLimit", (1_000 + i % 10) + ".00", "balanceCap", "9000000.00", "reason", "a test");
        return Call.change("PUT", path + "/accounts/" + account + "/limits", operator, body);
    }

    private Call status(String handle, int i) {
        Object body = Map.of("status", i % 2 == 0 ? "frozen" : "active", "reason", "a test");
        return Call.change("PATCH", path + "/members/" + handle, operator, body);
    }

    private Call enrolling(int i) {
        return Call.change("POST", path + "/members", operator, member("new" + i));
    }

    private Call role(String handle, int i) {
        String user = handle + "@" + community;
        return i % 2 == 0
                ? Call.change(
                        "POST",
                        path + "/roles",
                        operator,
                        Map.of("username", user, "role", "auditor", "reason", "elected"))
                : Call.change("DELETE", path + "/roles/auditor/" + user + "?reason=done", operator, null);
    }

    private Call belonging(String handle, int i) {
        String place = path + "/groups/near/members/" + handle + "?reason=moved";
        return Call.change(i % 2 == 0 ? "PUT" : "DELETE", place, operator, null);
    }

    /** Refused, for there are trades; it has to look whether there are. */
    private Call zone(int i) {
        Object body = Map.of("timeZone", i % 2 == 0 ? "Europe/Paris" : "Europe/Rome", "reason", "a test");
        return Call.change("PATCH", path, operator, body);
    }

    private Call settings(int i) {
        Object body = Map.of("settings", Map.of("frozenMayReceive", i % 2 == 0), "reason", "a test");
        return Call.change("PATCH", path, operator, body);
    }

    private Call currency(int i) {
        Object body = Map.of("code", "C" + i, "name", "One more", "symbol", "o", "scale", 2, "reason", "a test");
        return Call.change("POST", path + "/currencies", operator, body);
    }

    private static Map<String, String> member(String handle) {
        return Map.of("handle", handle, "name", handle, "kind", "person", "creditLimit", "1000.00");
    }

    private void enrol(String handle) {
        Api.as(operator, member(handle)).post(path + "/members").then().statusCode(201);
    }

    private static long deadlocks() throws SQLException {
        try (Connection connection = DATABASE.application().getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet row =
                    statement.executeQuery("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
            row.next();
            return row.getLong(1);
        }
    }
}
