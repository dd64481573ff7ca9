package org.tallystick.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** An operator who is not sure whether an import runs sends the files to another instance too. */
class ImportTwiceAtOnceIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int FEW = 500;
    private static final int MANY = 20_000;

    private static ServiceProcess one;
    private static ServiceProcess other;
    private static String operator;

    @BeforeAll
    static void start() {
        one = ServiceProcess.start(DATABASE.environment());
        other = ServiceProcess.start(DATABASE.environment());
        one.awaitReady();
        other.awaitReady();
        RestAssured.port = port(one);
        operator = Api.operatorToken();
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        one.close();
        other.close();
    }

    @Test
    void sentToTwoInstancesAtTheSameMomentBothEndAndNothingIsBookedTwice() {
        byte[] trades = Brightwater.lines("trades.csv").stream()
                .limit(1 + FEW)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 6; round++) {
            String slug = "at-once-" + round;
            CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> send(other, slug, trades));
            String first = send(one, slug, trades);
            assertDone(first, FEW);
            assertDone(second.join(), FEW);
            assertVerified(slug, FEW);
        }
    }

    /** One credit goes round among three, so each trade is possible only after the one before it. */
    @Test
    void sentToAnotherInstanceWhileItRunsBothEndAndNothingIsBookedTwice() {
        byte[] members = """
                handle,name,email,kind,joined,credit_limit,balance_cap,status
                ann,Ann,,person,2020-01-01,1.00,,active
                ben,Ben,,person,2020-01-01,0.00,,active
                cat,Cat,,person,2020-01-01,0.00,,active
                """.getBytes(StandardCharsets.UTF_8);
        byte[] trades = roundAndRound();
        String slug = "while-it-runs";
        String first = Brightwater.sendTo(port(one), operator, slug, members, trades, false);
        List<String> others = new ArrayList<>();
        ServiceProcess.await(
                "under way", Duration.ofMinutes(2), () -> job(first).getLong("done") > 0);
        for (int i = 0; i < 9; i++) {
            boolean dryRun = i < 8;
            others.add(Brightwater.sendTo(port(other), operator, slug, members, trades, dryRun));
        }

        assertDone(first, MANY);
        assertThat(others).isNotEmpty().allSatisfy(path -> assertDone(path, MANY));
        assertVerified(slug, MANY);
    }

    private static byte[] roundAndRound() {
        String[] handles = {"ann", "ben", "cat"};
        StringBuilder file = new StringBuilder("reference,booked_at,value_date,payer,payee,amount,description\n");
        for (int i = 0; i < MANY; i++) {
            file.append("t%d,2025-01-01T10:00:00Z,2025-01-01,%s,%s,1.00,bread\n"
                    .formatted(i, handles[i % 3], handles[(i + 1) % 3]));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String send(ServiceProcess instance, String slug, byte[] trades) {
        return Brightwater.sendTo(port(instance), operator, slug, Brightwater.file("members.csv"), trades, false);
    }

    private static void assertDone(String path, long trades) {
        JsonPath job = Brightwater.await(operator, path);
        assertThat(job.getList("errors")).isEmpty();
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getLong("done")).isEqualTo(trades);
    }

    private static void assertVerified(String slug, long trades) {
        JsonPath verification = Api.as(operator)
                .get("/v1/communities/" + slug + "/verification")
                .jsonPath();
        assertThat(verification.getList("violations")).isEqualTo(List.of());
        assertThat(verification.getBoolean("ok")).isTrue();
        assertThat(verification.getLong("checked.trades")).isEqualTo(trades);
    }

    private static JsonPath job(String path) {
        return Api.as(operator).get(path).jsonPath();
    }

    private static int port(ServiceProcess instance) {
        return instance.baseUri().getPort();
    }
}
