package org.tallystick.levy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Levies over the API: made, shown before and after, owed or not, given back. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class LevyTest {
    private static final String LEVIES = "/currencies/CRED/levies";

    private Town town;
    private String ann;
    private String ben;

    @BeforeEach
    void aTown() {
        town = new Town();
        ann = town.member("ann", "100.00");
        ben = town.member("ben", "100.00");
    }

    @Test
    void whatIsOwedIsShownBeforeBookedAndOnTheStatements() {
        make(Map.of("payer", Map.of("percent", "2.5", "fixed", "0.10"), "payee", Map.of("percent", "1")))
                .statusCode(201)
                .body("version", equalTo(1))
                .body("state", equalTo("in-force"))
                .body("payer.percent", equalTo("2.5"))
                .body("exempt", nullValue());

        trade(ann, "?dryRun=true", "ann", "ben", "10.00")
                .statusCode(200)
                .body("levies.party", contains("ann", "ben"))
                .body("levies.side", contains("payer", "payee"))
                .body("levies.amount", contains("0.35", "0.10"))
                .body("entries.account", contains("ann", "ben", "ann", "ben", "fund"))
                .body("entries.amount", contains("-10.00", "10.00", "-0.35", "-0.10", "0.45"))
                .body("entries[2].levy", equalTo(true))
                .body("entries[0].levy", nullValue());
        String id = trade(ann, "", "ann", "ben", "10.00")
                .statusCode(201)
                .body("levies.amount", contains("0.35", "0.10"))
                .extract()
                .path("id");

        balance("ann", "-10.35");
        balance("ben", "9.90");
        balance("fund", "0.45");
        town.get(ann, "/accounts/ann/statement")
                .body("entries.amount", contains("-10.00", "-0.35"))
                .body("entries.counterparty", contains("ben", "fund"))
                .body("entries.tradeId", contains(id, id))
                .body("entries[0].levy", nullValue())
                .body("entries[1].levy", equalTo(true))
                .body("totalOut", equalTo("10.35"));
        town.get(town.operator(), "/accounts/fund/statement")
                .body("entries.amount", contains("0.45"))
                .body("entries.counterparty", contains("ann"))
                .body("entries.andOthers", contains(1));
        String csv =
                Api.as(ben).get(town.path("/accounts/ben/statement?format=csv")).asString();
        assertThat(csv.lines().toList().get(0)).endsWith("mediated,category,levy,andOthers");
        assertThat(csv.lines().toList().get(2)).contains(",fund,").endsWith(",yes,");
        town.get(ben, "/trades/" + id).body("levies.amount", contains("0.35", "0.10"));
        verify();
    }

    @Test
    void aNewVersionHoldsFromItsDayAndAFutureOneIsWithdrawn() {
        current().statusCode(404);
        make(Map.of("payer", Map.of("percent", "10"))).statusCode(201);
        trade(ann, "", "ann", "ben", "1.00").body("levies.amount", contains("0.10"));
        make(Map.of("payer", Map.of("percent", "20"))).statusCode(201);
        trade(ann, "", "ann", "ben", "1.00").body("levies.amount", contains("0.20"));
        make(Map.of("from", today().plusDays(1).toString(), "payer", Map.of("percent", "50")))
                .statusCode(201)
                .body("state", equalTo("planned"));
        trade(ann, "", "ann", "ben", "1.00").body("levies.amount", contains("0.20"));
        town.get(ann, LEVIES)
                .body("levies.version", contains(3, 2, 1))
                .body("levies.state", contains("planned", "in-force", "superseded"));
        town.get(ann, LEVIES + "?limit=1").body("levies.version", contains(3)).body("nextCursor", containsString(""));
        current().body("version", equalTo(2));
        withdraw(2).statusCode(409);
        withdraw(3).statusCode(204);
        withdraw(3).statusCode(409);
        withdraw(9).statusCode(404);
        town.get(ann, LEVIES + "/3").body("state", equalTo("withdrawn"));

        make(Map.of()).statusCode(201);
        trade(ann, "", "ann", "ben", "1.00").statusCode(201).body("levies", nullValue());
        town.get(town.operator(), "/changes?kind=levy")
                .body("changes.subject", hasItem("CRED/4"))
                .body("changes", hasSize(5));
        town.get(ann, "/changes?kind=levy").body("changes", hasSize(5));
    }

    @Test
    void whoIsExemptOwesNothing() {
        town.memberAtDefaults("guild", Map.of("kind", "organisation", "creditLimit", "100.00"));
        town.member("cleo", "100.00");
        town.group("helpers", "cleo");
        categories("gifts");
        make(Map.of(
                        "payer", Map.of("percent", "10"),
                        "payee", Map.of("fixed", "1.00"),
                        "exempt",
                                Map.of(
                                        "kinds", List.of("organisation"),
                                        "groups", List.of("helpers"),
                                        "categories", List.of("gifts"))))
                .statusCode(201)
                .body("exempt.groups", contains("helpers"));
        trade(town.operator(), "", "cleo", "guild", "10.00").statusCode(201).body("levies", nullValue());
        trade(ann, "", "ann", "guild", "10.00").body("levies.party", contains("ann"));
        trade(ann, "", "ann", "ben", "10.00").body("levies.party", contains("ann", "ben"));
        town.leave("helpers", "cleo");
        trade(town.operator(), "", "cleo", "guild", "10.00").body("levies.party", contains("cleo"));
        verify();
    }

    @Test
    void theCommunitysOwnAccountsAndWriteOffsOweNothing() {
        make(Map.of("payer", Map.of("percent", "10"), "payee", Map.of("percent", "10")))
                .statusCode(201);
        trade(ann, "", "ann", "fund", "10.00").statusCode(201).body("levies", nullValue());
        trade(town.operator(), "", "fund", "ben", "5.00").statusCode(201).body("levies", nullValue());
        trade(town.operator(), "", "settlement", "ann", "5.00").statusCode(201).body("levies", nullValue());
        trade(ann, "", "ann.HRS", "ben.HRS", "0.00").statusCode(400);
        verify();
    }

    @Test
    void theListOfTradesNamesEachOnceThoughTheLevyIsAnEntryToo() {
        make(Map.of("payer", Map.of("percent", "10"), "payee", Map.of("percent", "10")))
                .statusCode(201);
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            newestFirst.add(0, trade(ann, "", "ann", "ben", "1.00").extract().path("id"));
        }
        for (String path :
                List.of("/trades?limit=2", "/trades?account=ann&limit=2", "/trades?account=ann&text=bread&limit=2")) {
            assertThat(allPages(path)).as(path).isEqualTo(newestFirst);
        }
    }

    private List<String> allPages(String path) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        for (int page = 0; cursor != null && page < 10; page++) {
            ValidatableResponse answer = town.get(ann, path + cursor).statusCode(200);
            ids.addAll(answer.extract().path("trades.id"));
            String next = answer.extract().path("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return ids;
    }

    @Test
    void batchesAndLimitsCountTheLevy() {
        make(Map.of("payer", Map.of("percent", "10"))).statusCode(201);
        trade(ann, "", "ann", "ben", "95.00")
                .statusCode(422)
                .body("code", equalTo("credit-limit-exceeded"))
                .body("asked", equalTo("104.50"));
        Map<String, Object> batch = Map.of(
                "atomic",
                true,
                "trades",
                List.of(body("ann", "ben", "20.00", Map.of()), body("ann", "ben", "30.00", Map.of())));
        Api.as(ann, batch)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/batch"))
                .then()
                .statusCode(200)
                .body("results[0].trade.levies.amount", contains("2.00"))
                .body("results[1].trade.levies.amount", contains("3.00"));
        balance("fund", "5.00");
        verify();
    }

    @Test
    void aReversalReturnsTheLevyOrItsShareAndTheFundMustHaveIt() {
        make(Map.of("payer", Map.of("percent", "10"))).statusCode(201);
        String id = trade(ann, "", "ann", "ben", "10.00").extract().path("id");
        reverse(ben, id, Map.of("amount", "2.50"))
                .statusCode(201)
                .body("levies.amount", contains("-0.25"))
                .body("levies.side", contains("payee"))
                .body("entries.account", contains("ben", "ann", "fund", "ann"));
        balance("fund", "0.75");
        make(Map.of()).statusCode(201);
        trade(town.operator(), "", "fund", "ann", "0.50").statusCode(201);
        reverse(ben, id, Map.of())
                .statusCode(422)
                .body("code", equalTo("credit-limit-exceeded"))
                .body("detail", containsString("fund"));
        reverse(ben, id, Map.of("overrideLimits", true)).statusCode(403);
        reverse(town.operator(), id, Map.of("overrideLimits", true))
                .statusCode(201)
                .body("overrideBy", equalTo("operator"))
                .body("levies.amount", contains("-0.75"));
        balance("fund", "-0.50");
        balance("ann", "0.50");
        verify();
    }

    @Test
    void anAdministratorPassesALimitWithAReasonAndForNobodyOfTheirOwn() {
        Map<String, Object> beyond = body("ann", "ben", "150.00", Map.of("overrideLimits", true));
        post(town.operator(), "", beyond).statusCode(400).body("errors[0].field", equalTo("reason"));
        Map<String, Object> withReason = new HashMap<>(beyond);
        withReason.put("reason", "the assembly agreed");
        post(ann, "", withReason).statusCode(403);
        post(town.operator(), "", withReason)
                .statusCode(201)
                .body("overrideBy", equalTo("operator"))
                .body("reason", equalTo("the assembly agreed"));
        post(ann, "", body("ann", "ben", "1.00", Map.of("reason", "x")))
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
        Api.as(town.operator(), Map.of("atomic", false, "trades", List.of(withReason)))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/batch"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("trades[0].overrideLimits"));
        String administrator = town.appoint("administrator");
        town.settings(Map.of("mediation", "administrators"));
        post(administrator, "", withReason).statusCode(201);
        Town.acceptAs(administrator, town.invited(ben, "ben", Map.of("role", "owner")))
                .statusCode(200);
        post(administrator, "", withReason).statusCode(403);
        balance("ann", "-300.00");
        verify();
    }

    @Test
    void overridesAndLeviesWaitForASecondWhereTwoAgree() {
        String first = town.appoint("administrator");
        String second = town.appoint("administrator");
        town.settings(Map.of("mediation", "administrators"));
        Map<String, Object> rules = new HashMap<>(Map.of("writeOffs", true, "reversals", false, "policies", true));
        rules.put("limitRises", List.of());
        rules.put("reason", "the assembly");
        Api.as(first, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200)
                .body("overrides", equalTo(true));

        String levy = make(first, Map.of("payer", Map.of("percent", "10")))
                .statusCode(202)
                .body("kind", equalTo("levy"))
                .body("summary", containsString("\"percent\":\"10\""))
                .extract()
                .path("id");
        make(first, Map.of("payer", Map.of("percent", "101"))).statusCode(400);
        approve(second, levy).body("outcome", containsString("Version 1"));
        make(first, Map.of("from", today().plusDays(9).toString())).statusCode(202);
        String planned = make(first, Map.of("from", today().plusDays(9).toString()))
                .extract()
                .path("id");
        approve(second, planned).statusCode(200);
        String withdrawal = withdraw(first, 2)
                .statusCode(202)
                .body("kind", equalTo("levy-withdrawal"))
                .extract()
                .path("id");
        approve(second, withdrawal).statusCode(200);
        town.get(ann, LEVIES + "/2").body("state", equalTo("withdrawn"));

        String beyond = post(
                        first,
                        "",
                        body("ann", "ben", "150.00", Map.of("overrideLimits", true, "reason", "agreed by all")))
                .statusCode(202)
                .body("summary", containsString("beyond the limits"))
                .body("reason", equalTo("agreed by all"))
                .extract()
                .path("id");
        balance("ann", "0.00");
        approve(first, beyond).statusCode(403);
        approve(second, beyond).statusCode(200);
        balance("ann", "-165.00");
        String trade = town.get(town.operator(), "/trades").extract().path("trades[0].id");
        reverse(first, trade, Map.of("amount", "10.00")).statusCode(201);
        String reversal = reverse(first, trade, Map.of("overrideLimits", true))
                .statusCode(202)
                .extract()
                .path("id");
        approve(second, reversal).statusCode(200);
        balance("fund", "0.00");
        verify();
    }

    @Test
    void whatIsAtFaultIsNamed() {
        make(Map.of("payer", Map.of("percent", "2.12345"))).body("errors[0].field", equalTo("payer.percent"));
        make(Map.of("payer", Map.of("floor", "1.00"))).body("errors[0].field", equalTo("payer"));
        make(Map.of("payee", Map.of("fixed", "1.00", "floor", "2.00", "ceiling", "1.00")))
                .body("errors[0].field", equalTo("payee.ceiling"));
        make(Map.of("payee", Map.of("fixed", "0.001"))).body("errors[0].field", equalTo("payee.fixed"));
        make(Map.of("from", today().minusDays(1).toString())).body("errors[0].field", equalTo("from"));
        make(Map.of("exempt", Map.of("groups", List.of("nobody"))))
                .statusCode(400)
                .body("errors[0].field", equalTo("exempt.groups[0]"));
        make(Map.of("exempt", Map.of("categories", List.of("gifts"))))
                .statusCode(400)
                .body("errors[0].field", equalTo("exempt.categories[0]"));
        categories("gifts");
        make(Map.of("exempt", Map.of("categories", List.of("gifts", "Gifts"))))
                .statusCode(400)
                .body("errors.field", contains("exempt.categories[1]"));
        make(Map.of("exempt", Map.of("categories", List.of("gifts")))).statusCode(201);
        make(ann, Map.of("payer", Map.of("percent", "1"))).statusCode(403);
        town.get(ann, "/currencies/XXX/levies").statusCode(404);
    }

    private void categories(String code) {
        Map<String, Object> categories =
                Map.of("categories", List.of(Map.of("code", code, "name", code)), "reason", "decided");
        Api.as(town.operator(), categories)
                .header("If-Match", "*")
                .put(town.path("/categories"))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse make(Map<String, ?> levy) {
        return make(town.operator(), levy);
    }

    private ValidatableResponse make(String token, Map<String, ?> levy) {
        Map<String, Object> body = new HashMap<>(levy);
        body.put("reason", "the assembly");
        return Api.as(token, body).post(town.path(LEVIES)).then();
    }

    private ValidatableResponse withdraw(int version) {
        return withdraw(town.operator(), version);
    }

    private ValidatableResponse withdraw(String token, int version) {
        return Api.as(token)
                .delete(town.path(LEVIES + "/" + version + "?reason=changed"))
                .then();
    }

    private ValidatableResponse current() {
        return town.get(ann, LEVIES + "/current");
    }

    private ValidatableResponse trade(String token, String query, String payer, String payee, String amount) {
        return post(token, query, body(payer, payee, amount, Map.of()));
    }

    private ValidatableResponse post(String token, String query, Map<String, ?> body) {
        return Api.as(token, body)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades" + query))
                .then();
    }

    private static Map<String, Object> body(String payer, String payee, String amount, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putAll(Map.of("payer", payer, "payee", payee, "amount", amount, "description", "bread"));
        return body;
    }

    private ValidatableResponse reverse(String token, String id, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("reason", "stale");
        return Api.as(token, body)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + id + "/reversal"))
                .then();
    }

    private ValidatableResponse approve(String token, String id) {
        return Api.as(token, Map.of("reason", "looked into it"))
                .post(town.path("/approvals/" + id + "/approval"))
                .then();
    }

    private void balance(String account, String balance) {
        town.get(town.operator(), "/accounts/" + account).body("balance", equalTo(balance));
    }

    private void verify() {
        town.get(town.operator(), "/verification").statusCode(200).body("ok", equalTo(true));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Lisbon"));
    }
}
