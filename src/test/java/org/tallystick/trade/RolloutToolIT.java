package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.Api;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;
import org.tallystick.trade.TradeStreams.Sent;

/** Two instances behind HAProxy, as docs/examples/haproxy.cfg has it, replaced one after the other while members trade. */
@Tag("tools")
class RolloutToolIT {
    private static final int ROUNDS = 3;
    private static final int STREAMS = 8;
    private static final int TERMINATED = 143;
    private static final String HOST = "127.0.0.1";

    /** Twice what HAProxy needs to see it. */
    private static final String DELAY = "2s";

    private static final Duration UNTIL_IT_IS_SEEN = Duration.ofSeconds(2);
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final List<Integer> PORTS = new ArrayList<>();
    private static final List<ServiceProcess> INSTANCES = new ArrayList<>();
    private static Process balancer;

    @TempDir
    static Path home;

    @BeforeAll
    static void start() throws IOException {
        for (int i = 0; i < 3; i++) {
            PORTS.add(freePort());
        }
        INSTANCES.add(instance(0));
        INSTANCES.get(0).awaitReady();
        INSTANCES.add(instance(1).awaitReady());
        ProcessBuilder builder = new ProcessBuilder(
                        "haproxy",
                        "-db",
                        "-f",
                        Path.of("docs/examples/haproxy.cfg").toAbsolutePath().toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("haproxy.log").toFile());
        builder.environment().putAll(Map.of("ONE", address(0), "TWO", address(1), "LISTEN", address(2)));
        balancer = builder.start();
        RestAssured.port = PORTS.get(2);
        ServiceProcess.await("balanced", Duration.ofSeconds(20), RolloutToolIT::isBalanced);
    }

    private static ServiceProcess instance(int number) {
        Map<String, String> environment = new HashMap<>(DATABASE.environment());
        environment.put("QUARKUS_HTTP_PORT", PORTS.get(number).toString());
        environment.put("QUARKUS_SHUTDOWN_DELAY", DELAY);
        return ServiceProcess.start(environment);
    }

    /** HAProxy listens, and has seen an instance. */
    private static boolean isBalanced() {
        try {
            URI anywhere = URI.create("http://" + address(2) + "/.well-known/oauth-authorization-server");
            HttpURLConnection connection = (HttpURLConnection) anywhere.toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String address(int number) {
        return HOST + ":" + PORTS.get(number);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        if (balancer != null) {
            balancer.destroy();
        }
        INSTANCES.forEach(ServiceProcess::close);
    }

    @Test
    void bothInstancesAreReplacedThreeTimesAndNotOneRequestFails() throws Exception {
        String operator = Api.operatorToken();
        String community = Api.community(operator);
        for (String handle : List.of("alice", "bob", "carol", "dan")) {
            Api.member(operator, community, handle, "100000.00");
        }
        JsonClient client = new JsonClient(URI.create("http://" + address(2)), Duration.ofSeconds(20));
        TradeStreams trades = TradeStreams.start(
                List.of(client, client),
                STREAMS,
                "/v1/communities/" + community + "/trades",
                operator,
                List.of("alice", "bob"),
                List.of("carol", "dan"));
        try (trades) {
            trades.awaitBooked(100);
            for (int i = 0; i < 2 * ROUNDS; i++) {
                long before = trades.booked();
                replace(i % 2);
                trades.awaitBooked(before + 100);
            }
        }
        List<Sent> sent = trades.sent();
        assertThat(sent).hasSizeGreaterThan(1_000).allMatch(Sent::isBooked);
        Api.as(operator)
                .get("/v1/communities/" + community + "/verification")
                .then()
                .statusCode(200)
                .body("ok", org.hamcrest.Matchers.equalTo(true))
                .body("checked.trades", org.hamcrest.Matchers.equalTo(sent.size()));
    }

    private static void replace(int number) throws InterruptedException {
        assertThat(INSTANCES.get(number).terminate()).isEqualTo(TERMINATED);
        INSTANCES.set(number, instance(number).awaitReady());
        TimeUnit.MILLISECONDS.sleep(UNTIL_IT_IS_SEEN.toMillis());
    }
}
