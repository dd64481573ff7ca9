package org.tallystick.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What is exported is imported again, and is the same. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ExportTest {
    @Inject
    DataSource dataSource;

    @Test
    void anExportIsImportedAgainWithTheSameBalancesLimitsAndStatuses() throws Exception {
        Town town = new Town();
        String alice = town.member("alice", "100.00");
        String bob = town.member("bob", "50.00");
        town.member("carol", "0.00");
        String trade = town.trade(alice, "alice", "bob", "70.00")
                .statusCode(201)
                .extract()
                .path("id");
        Api.as(bob, Map.of("amount", "20.00", "reason", "one loaf was stale"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + trade + "/reversal"))
                .then()
                .statusCode(201);
        town.trade(bob, "bob", "fund", "5.00").statusCode(201);
        town.trade(alice, "alice.HRS", "bob.HRS", "0.01");
        status(town, "bob", "frozen");
        status(town, "carol", "left");

        Map<String, byte[]> files = export(town.operator(), town.slug(), "");
        JsonPath job = importAs(town.operator(), files, town.slug(), town.slug() + "-again");

        assertThat(job.getList("errors")).isEmpty();
        String again = "/v1/communities/" + town.slug() + "-again";
        for (String account : List.of("alice", "bob", "carol", "fund", "settlement")) {
            JsonPath before =
                    town.get(town.operator(), "/accounts/" + account).extract().jsonPath();
            Api.as(town.operator())
                    .get(again + "/accounts/" + account)
                    .then()
                    .body("balance", equalTo(before.getString("balance")))
                    .body("creditLimit", equalTo(before.getString("creditLimit")))
                    .body("status", equalTo(before.getString("status")));
        }
        Map<String, byte[]> secondFiles = export(town.operator(), town.slug() + "-again", "");
        assertThat(text(secondFiles, "members.csv")).isEqualTo(text(files, "members.csv"));
        assertThat(text(secondFiles, "trades.csv").lines().map(line -> line.replaceFirst("[^,]*,", "")))
                .containsExactlyElementsOf(text(files, "trades.csv")
                        .lines()
                        .map(line -> line.replaceFirst("[^,]*,", ""))
                        .toList());
        assertThat(text(files, "trades.csv")).contains("Reversal of " + trade);
    }

    @Test
    void aYearOfBrightwatersBooksGoesOutAndInAgain() throws Exception {
        String operator = Api.operatorToken();
        Brightwater.importAs(operator, "brightwater-out", false);
        Map<String, byte[]> files = export(operator, "brightwater-out", "");
        JsonPath job = importAs(operator, files, "brightwater-out", "brightwater-in");
        assertThat(job.getList("errors")).isEmpty();
        assertThat(Brightwater.balances(dataSource, "brightwater-in"))
                .isEqualTo(Brightwater.balances(dataSource, "brightwater-out"));
    }

    @Test
    void membersDoNotTakeTheCommunityAlong() {
        Town town = new Town();
        String alice = town.member("alice", "100.00");
        town.get(alice, "/export").statusCode(403);
        town.get(town.appoint("auditor"), "/export").statusCode(200);
        town.get(town.operator(), "/export?currency=NONE").statusCode(400);
    }

    private static void status(Town town, String handle, String status) {
        Api.as(town.operator(), Map.of("status", status, "reason", "decided"))
                .header("If-Match", "*")
                .patch(town.path("/members/" + handle))
                .then()
                .statusCode(200);
    }

    private static Map<String, byte[]> export(String operator, String slug, String query) throws IOException {
        byte[] archive = Api.as(operator)
                .get("/v1/communities/" + slug + "/export" + query)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(files).containsOnlyKeys("community.json", "members.csv", "trades.csv");
        return files;
    }

    private static JsonPath importAs(String operator, Map<String, byte[]> files, String slug, String newSlug) {
        byte[] community = text(files, "community.json")
                .replace('"' + slug + '"', '"' + newSlug + '"')
                .getBytes(StandardCharsets.UTF_8);
        String location = Api.as(operator)
                .multiPart("community", "community.json", community)
                .multiPart("members", "members.csv", files.get("members.csv"))
                .multiPart("trades", "trades.csv", files.get("trades.csv"))
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return Brightwater.await(operator, location.substring(location.indexOf("/v1/")));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
