package org.tallystick.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The packaged program with short patience: who asks for too much is told so, and who only costs is ended. */
class BoundedServiceIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int LONGEST_MILLIS = 30_000;

    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>(DATABASE.environment());
        environment.put("TALLYSTICK_POSTING_QUEUE_CAPACITY", "1");
        environment.put("TALLYSTICK_HTTP_HEAD_TIMEOUT", "2s");
        environment.put("TALLYSTICK_HTTP_BODY_TIMEOUT", "8s");
        environment.put("TALLYSTICK_DATABASE_LOCK_TIMEOUT", "25s");
        service = ServiceProcess.start(environment).awaitReady();
        RestAssured.port = service.baseUri().getPort();
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        service.close();
    }

    @Test
    void whileTheQueueIsFullTradesAreTurnedAwayWithRetryAfterAndLaterBooked() throws Exception {
        String operator = Api.operatorToken();
        String community = Api.community(operator);
        String alice = Api.member(operator, community, "alice", "100.00");
        Api.enrol(operator, community, "bob", "0.00");
        CompletableFuture<Response> waiting;
        try (Connection owner = DATABASE.owner().getConnection()) {
            owner.setAutoCommit(false);
            execute(owner, "SELECT FROM account FOR UPDATE");
            waiting = CompletableFuture.supplyAsync(() -> Api.trade(alice, community, "alice", "bob", "1.00"));
            ServiceProcess.await("queued", Duration.ofSeconds(10), () -> depth() == 1);

            Response turnedAway = Api.trade(alice, community, "k2", "alice", "bob", "2.00");

            turnedAway.then().statusCode(503).contentType("application/problem+json");
            assertThat(turnedAway.header("Retry-After")).isEqualTo("1");
            assertThat(turnedAway.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(turnedAway.header("X-Request-Id")).isNotBlank();
            assertThat(turnedAway.<String>path("code")).isEqualTo("unavailable");
            owner.rollback();
        }
        assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        Api.trade(alice, community, "k2", "alice", "bob", "2.00").then().statusCode(201);
    }

    private static int depth() {
        String metrics = RestAssured.get("/q/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith("tallystick_posting_queue_depth"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aConnectionThatSendsAByteOfAHeadAtATimeIsEndedAndOthersAreServed() throws Exception {
        assertThat(dripped("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))
                .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(10));
    }

    @Test
    void soIsOneThatSendsAByteOfABodyAtATime() throws Exception {
        assertThat(dripped(formOf(1_000))).isBetween(Duration.ofMillis(7_500), Duration.ofSeconds(25));
    }

    @Test
    void aConnectionThatIsUsedAgainAndAgainIsNotTakenForASlowOne() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 8; i++) {
                socket.getOutputStream().write(ascii("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));
                assertThat(readSome(socket.getInputStream())).startsWith("HTTP/1.1 200");
                TimeUnit.MILLISECONDS.sleep(600);
            }
        }
    }

    /** A statement of many years takes longer than any request to arrive. */
    @Test
    void anAnswerMayTakeLongerThanARequestMay() throws Exception {
        String operator = Api.operatorToken();
        String community = Api.community(operator);
        Api.enrol(operator, community, "alice", "0.00");
        String request = String.join(
                "\r\n",
                "GET /v1/communities/" + community + "/members/alice/accounts HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + operator,
                "",
                "");
        try (Connection owner = DATABASE.owner().getConnection();
                Socket socket = connect()) {
            owner.setAutoCommit(false);
            execute(owner, "LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
            socket.getOutputStream().write(ascii(request));
            TimeUnit.SECONDS.sleep(11);
            owner.rollback();
            assertThat(readSome(socket.getInputStream())).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aHugeBodyIsRefusedBeforeItIsRead() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(ascii(formOf(1_073_741_824)));
            assertThat(readSome(socket.getInputStream())).startsWith("HTTP/1.1 413");
        }
    }

    /** The head of a request whose body is announced to be so long. */
    private static String formOf(int bytes) {
        return String.join(
                "\r\n",
                "POST /oauth/token HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + bytes,
                "",
                "");
    }

    /** How long it is listened to, a byte at a time, while others are served. */
    private static Duration dripped(String begun) throws Exception {
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            OutputStream out = socket.getOutputStream();
            out.write(ascii(begun));
            socket.setSoTimeout(200);
            while (true) {
                try {
                    out.write('a');
                    if (socket.getInputStream().read() < 0) {
                        break;
                    }
                } catch (java.net.SocketTimeoutException e) {
                    assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis())
                            .isLessThan(LONGEST_MILLIS);
                } catch (SocketException e) {
                    break;
                }
                RestAssured.get("/q/health/live").then().statusCode(200);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.baseUri().getPort());
        socket.setSoTimeout(LONGEST_MILLIS);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static String readSome(InputStream in) throws IOException {
        byte[] some = new byte[4_096];
        return new String(some, 0, Math.max(0, in.read(some)), US_ASCII);
    }
}
