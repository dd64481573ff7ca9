package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** A year of a community's books, exported from the packaged program and added up by three programs that are not ours. */
@Tag("tools")
class BrightwaterToolIT {
    private static final String SLUG = "brightwater-journal";
    private static final List<String> MEMBERS = List.of("m00001", "m00246", "m01476");

    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path folder;

    @AfterEach
    void forgetThePort() {
        RestAssured.reset();
    }

    @Test
    void eachProgramComesToTheExpectedBalancesOfEveryMember() throws Exception {
        try (ServiceProcess service = start()) {
            assertThat(service.isAlive()).isTrue();
            String operator = Api.operatorToken();
            assertThat(Brightwater.importAs(operator, SLUG, false).getString("state"))
                    .isEqualTo("done");
            Map<String, String> expected = new TreeMap<>();
            Brightwater.expected("expected-balances.csv")
                    .forEach((handle, words) ->
                            expected.put("assets:members:" + handle, plain(words.split(" ", -1)[0])));

            for (JournalDialect dialect : JournalDialect.values()) {
                Path whole = download(operator, "/journal?format=" + dialect.code(), dialect);
                assertThat(members(PlainTextTools.balances(dialect, folder, whole)))
                        .isEqualTo(expected);

                Path half = download(operator, "/journal?from=2025-07-01&format=" + dialect.code(), dialect);
                assertThat(Files.size(half)).isLessThan(Files.size(whole) * 3 / 4);
                assertThat(members(PlainTextTools.balances(dialect, folder, half)))
                        .isEqualTo(expected);

                for (String member : MEMBERS) {
                    statementAgrees(operator, member, dialect);
                }
            }
        }
    }

    /** Of those who never traded nothing stands in a journal but that they are there. */
    private static Map<String, String> members(Map<String, String> balances) {
        Map<String, String> members = new TreeMap<>();
        Brightwater.expected("expected-balances.csv").keySet().forEach(handle -> {
            String name = "assets:members:" + handle;
            members.put(name, balances.getOrDefault(name, "0"));
        });
        assertThat(balances.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isZero();
        return members;
    }

    private void statementAgrees(String operator, String member, JournalDialect dialect) throws IOException {
        String path = "/accounts/" + member + "/statement?from=2025-04-01&to=2025-09-30&format=";
        JsonPath json =
                Api.as(operator).get("/v1/communities/" + SLUG + path + "json").jsonPath();
        Map<String, String> balances =
                PlainTextTools.balances(dialect, folder, download(operator, path + dialect.code(), dialect));
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        balances.forEach((name, amount) -> sums.merge(name.split(":", -1)[0], new BigDecimal(amount), BigDecimal::add));

        assertThat(sums.get("assets")).isEqualByComparingTo(json.getString("closingBalance"));
        assertThat(sums.getOrDefault("income", BigDecimal.ZERO).negate())
                .isEqualByComparingTo(json.getString("totalIn"));
        assertThat(sums.getOrDefault("expenses", BigDecimal.ZERO)).isEqualByComparingTo(json.getString("totalOut"));
    }

    private static String plain(String amount) {
        return new BigDecimal(amount).stripTrailingZeros().toPlainString();
    }

    private Path download(String operator, String rest, JournalDialect dialect) throws IOException {
        Path file = Files.createTempFile(folder, "journal", "." + dialect.extension());
        try (InputStream in = Api.as(operator)
                .get("/v1/communities/" + SLUG + rest)
                .then()
                .statusCode(200)
                .extract()
                .asInputStream()) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private ServiceProcess start() {
        ServiceProcess service = ServiceProcess.start(database.environment()).awaitReady();
        RestAssured.port = service.baseUri().getPort();
        return service;
    }
}
