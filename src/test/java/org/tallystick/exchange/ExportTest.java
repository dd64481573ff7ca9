package org.tallystick.exchange;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import de.siegmar.fastcsv.reader.CsvReader;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.Directory;
import org.tallystick.community.Communities;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.platform.Sql;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
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

    @Inject
    Sql sql;

    @Inject
    Communities communities;

    @Inject
    Directory directory;

    @Inject
    Posting posting;

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
        assertThat(columns(secondFiles, "members.csv", MembersFile.REQUIRED))
                .isEqualTo(columns(files, "members.csv", MembersFile.REQUIRED));
        List<String> sameForAll = TradesFile.COLUMNS.subList(1, TradesFile.COLUMNS.size());
        assertThat(columns(secondFiles, "trades.csv", sameForAll)).isEqualTo(columns(files, "trades.csv", sameForAll));
        assertThat(text(files, "trades.csv")).contains("Reversal of " + trade);
    }

    @Test
    void whatAnImportKnowsNothingOfIsExportedAllTheSame() throws Exception {
        Town town = new Town();
        town.settings(Map.of("mediation", "administrators", "valueDateDaysBack", 30));
        String alice = town.member("alice", "100.00");
        String bob = town.member("bob", "50.00");
        String administrator = town.appoint("administrator");
        Map<String, Object> area = Map.of(
                "code",
                "area",
                "label",
                "Area",
                "kind",
                "choice",
                "choices",
                List.of("North", "South"),
                "required",
                false,
                "visibility",
                "members",
                "ownerMayChange",
                true);
        Api.as(administrator, Map.of("fields", List.of(area), "reason", "who lives near"))
                .header("If-Match", "*")
                .put(town.path("/profile-fields"))
                .then()
                .statusCode(200);
        Api.as(alice, Map.of("fields", Map.of("area", "North")))
                .header("If-Match", "*")
                .patch(town.path("/members/alice/profile"))
                .then()
                .statusCode(200);
        String plain = town.trade(alice, "alice", "bob", "70.00")
                .statusCode(201)
                .extract()
                .path("id");
        Api.as(bob, Map.of("amount", "20.00", "reason", "one loaf was stale"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + plain + "/reversal"))
                .then()
                .statusCode(201);
        Api.as(
                        administrator,
                        Map.of("categories", List.of(Map.of("code", "food", "name", "Food")), "reason", "decided"))
                .header("If-Match", "*")
                .put(town.path("/categories"))
                .then()
                .statusCode(200);
        Map<String, String> slip =
                Map.of("payer", "bob", "payee", "alice", "amount", "3.00", "description", "bread", "category", "food");
        Api.as(administrator, slip)
                .header("Idempotency-Key", "slip")
                .post(town.path("/trades"))
                .then()
                .statusCode(201)
                .body("category", equalTo("food"));
        override(town, "alice", "bob", 9_000);

        Map<String, byte[]> files = export(town.operator(), town.slug(), "");

        JsonPath head = new JsonPath(text(files, "community.json"));
        JsonPath shown = town.get(town.operator(), "").extract().jsonPath();
        assertThat(head.getMap("settings")).isEqualTo(shown.getMap("settings"));
        assertThat(head.getString("currency.defaultCreditLimit"))
                .isEqualTo(shown.getString("currencies[0].defaultCreditLimit"));
        assertThat(head.getList("profileFields"))
                .isEqualTo(town.get(town.operator(), "/profile-fields")
                        .extract()
                        .jsonPath()
                        .getList("fields"));
        assertThat(columns(files, "members.csv", List.of("handle", "profile")))
                .containsExactly(List.of("alice", "{\"area\": \"North\"}"), List.of("bob", ""));
        List<JsonPath> trades = columns(files, "trades.csv", List.of("reference")).stream()
                .map(row -> town.get(town.operator(), "/trades/" + row.get(0))
                        .extract()
                        .jsonPath())
                .toList();
        assertThat(trades).hasSize(4);
        assertThat(columns(files, "trades.csv", TradesFile.MORE))
                .isEqualTo(trades.stream().map(ExportTest::told).toList());
        assertThat(columns(files, "trades.csv", List.of("reverses", "mediated", "reason")))
                .containsExactly(
                        List.of("", "", ""),
                        List.of(plain, "", "one loaf was stale"),
                        List.of("", "yes", ""),
                        List.of("", "", "the harvest was bad"));
        assertThat(columns(files, "trades.csv", List.of("category")))
                .containsExactly(List.of(""), List.of(""), List.of("food"), List.of(""));
        assertThat(columns(files, "trades.csv", List.of("override_by")).get(3)).isNotEqualTo(List.of(""));
    }

    /** What the books tell of a trade over HTTP, as the columns that an import leaves alone. */
    private static List<String> told(JsonPath trade) {
        return Stream.of(
                        trade.getString("reverses"),
                        trade.get("mediated") == null ? null : "yes",
                        trade.getString("overrideBy"),
                        trade.getString("reason"),
                        trade.getString("recordedBy"),
                        trade.getString("onBehalfOf"),
                        trade.getString("recordedAt"),
                        trade.getString("metadata"),
                        trade.getString("category"))
                .map(text -> text == null ? "" : text)
                .toList();
    }

    /** Passes a limit, as no endpoint does. */
    private void override(Town town, String payer, String payee, long units) {
        CommunityId community = communities.bySlug(town.slug()).orElseThrow().id();
        UUID somebody = sql.one(
                        "SELECT user_id FROM app_user WHERE username = 'operator'", row -> row.getObject(1, UUID.class))
                .orElseThrow();
        TradeDraft draft = TradeDraft.of(
                        party(community, payer),
                        party(community, payee),
                        Amount.ofMinorUnits(units),
                        LocalDate.now(UTC))
                .overridingLimits();
        posting.submitAll(List.of(new TradeUnit(
                        community,
                        Long.MAX_VALUE,
                        Optional.empty(),
                        List.of(new TradeOrder(
                                draft,
                                new CurrencyCode("CRED"),
                                "seed",
                                somebody,
                                Optional.empty(),
                                Optional.of("the harvest was bad"),
                                Optional.of(somebody),
                                Map.of())))))
                .get(0)
                .join();
    }

    private Party party(CommunityId community, String handle) {
        return Party.of(
                handle,
                directory
                        .find(community, AccountAddress.parse(handle))
                        .orElseThrow()
                        .id());
    }

    /** Those columns of every row. */
    private static List<List<String>> columns(Map<String, byte[]> files, String name, List<String> columns) {
        return CsvReader.builder().ofNamedCsvRecord(text(files, name)).stream()
                .map(row -> columns.stream().map(row::getField).toList())
                .toList();
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
