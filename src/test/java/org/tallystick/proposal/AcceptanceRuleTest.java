package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.acceptancerule.AcceptanceRule;
import org.tallystick.acceptancerule.AcceptanceRules;
import org.tallystick.acceptancerule.RuleMonth;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Requests that are accepted by themselves, by a rule of whoever pays. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AcceptanceRuleTest {
    /** That of a test's community. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");

    @Inject
    AcceptanceRules rules;

    @Inject
    Database database;

    @Inject
    Sql sql;

    private Town town;
    private Proposing proposals;
    private String ann;
    private String ben;

    @BeforeEach
    void aTown() {
        town = new Town();
        proposals = new Proposing(town);
        ann = town.member("ann", "100.00");
        ben = town.member("ben", "100.00");
    }

    private ValidatableResponse make(String token, String payee, String perTrade, String perMonth, String... more) {
        Map<String, Object> body = new HashMap<>(Map.of("payee", payee, "perTrade", perTrade, "perMonth", perMonth));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return Api.as(token, body)
                .post(town.path("/members/ben/acceptance-rules"))
                .then();
    }

    /** What becomes of a request of ann's to ben. */
    private String asked(String amount, Object... more) {
        return proposals
                .propose(ann, Proposing.of("request", "ben", "ann", amount, more))
                .statusCode(201)
                .extract()
                .path("state");
    }

    @Test
    void whatTheRuleAllowsIsAcceptedAtOnce() {
        String id = make(ben, "ann", "5.00", "12.00").statusCode(201).extract().path("id");
        proposals
                .propose(ann, Proposing.of("request", "ben", "ann", "5.00"))
                .statusCode(201)
                .body("state", equalTo("accepted"))
                .body("acceptedAmount", equalTo("5.00"))
                .body("trades.trade", contains(notNullValue()))
                .body("parties[0].consentedBy", equalTo("ben@" + town.slug()));
        assertThat(asked("5.01")).isEqualTo("open");
        assertThat(asked("4.50")).isEqualTo("accepted");
        assertThat(asked("2.51")).isEqualTo("open");
        assertThat(asked("2.50")).isEqualTo("accepted");
        assertThat(asked("0.01")).isEqualTo("open");
        town.get(ben, "/members/ben/acceptance-rules")
                .body("rules.bookedThisMonth", contains("12.00"))
                .body("rules.payer", contains("ben"))
                .body("rules.payee", contains("ann"));
        town.get(ben, "/trades").body("trades.recordedBy[0]", equalTo("ben@" + town.slug()));
        proposals.account(ann, "ann").body("balance", equalTo("12.00"));

        Api.as(ben)
                .delete(town.path("/members/ben/acceptance-rules/" + id))
                .then()
                .statusCode(204);
        make(
                        ben,
                        "ann",
                        "5.00",
                        "12.00",
                        "endsOn",
                        LocalDate.now(ZONE).plusDays(2).toString())
                .statusCode(201);
        assertThat(asked("1.00")).isEqualTo("accepted");
        town.get(town.operator(), "/changes?kind=acceptance-rule").body("changes.size()", equalTo(3));
        town.get(town.operator(), "/changes?kind=proposal").body("changes", empty());
    }

    @Test
    void aRepeatIsAnsweredAsItStandsAndBooksNothing() {
        make(ben, "ann", "5.00", "12.00").statusCode(201);
        Map<String, Object> request = Proposing.of("request", "ben", "ann", "5.00");
        proposals.propose(ann, "k", request).statusCode(201).body("state", equalTo("accepted"));
        proposals
                .propose(ann, "k", request)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("state", equalTo("accepted"));
        proposals.account(ann, "ann").body("balance", equalTo("5.00"));
    }

    @Test
    void manyRequestsAtOnceNeverPassTheMonthsSum() {
        make(ben, "ann", "4.00", "10.00").statusCode(201);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<String> states = Stream.generate(() -> CompletableFuture.supplyAsync(() -> asked("4.00"), clients))
                    .limit(16)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(states.stream().filter("accepted"::equals)).hasSize(2);
        } finally {
            clients.shutdown();
        }
        proposals.account(ann, "ann").body("balance", equalTo("8.00"));
        town.get(ben, "/members/ben/acceptance-rules").body("rules.bookedThisMonth", contains("8.00"));
    }

    /** The service's own rule, which the database's guard repeats. */
    @Test
    void aRuleThatIsUsedUpAllowsNoMore() {
        String id = make(ben, "ann", "4.00", "10.00").statusCode(201).extract().path("id");
        assertThat(asked("4.00")).isEqualTo("accepted");
        AcceptanceRule rule = sql.one(
                        "SELECT community_id, payer_id, payee_id FROM acceptance_rule WHERE rule_id = ?",
                        row -> rules.fitting(
                                new CommunityId(row.getObject(1, UUID.class)),
                                new AccountId(row.getObject(2, UUID.class)),
                                new AccountId(row.getObject(3, UUID.class)),
                                Amount.ofMinorUnits(400),
                                LocalDate.now(ZONE)),
                        UUID.fromString(id))
                .flatMap(found -> found)
                .orElseThrow();
        RuleMonth month = new RuleMonth(rule, LocalDate.now(ZONE));
        assertThat(allows(month, 400)).isTrue();
        assertThat(asked("4.00")).isEqualTo("accepted");
        assertThat(allows(month, 200)).isTrue();
        assertThat(allows(month, 201)).isFalse();
        assertThat(allows(new RuleMonth(rule, LocalDate.now(ZONE).plusMonths(1)), 400))
                .isTrue();
        Api.as(ben)
                .delete(town.path("/members/ben/acceptance-rules/" + id))
                .then()
                .statusCode(204);
        assertThat(allows(month, 1)).isFalse();
    }

    private boolean allows(RuleMonth month, long minorUnits) {
        return database.with(connection -> {
            try {
                month.require(connection, Amount.ofMinorUnits(minorUnits));
                return true;
            } catch (ProblemException e) {
                return false;
            }
        });
    }

    @Test
    void whatAMoneyRuleRefusesStaysOpen() {
        make(ben, "ann", "200.00", "200.00").statusCode(201);
        assertThat(asked("100.01")).isEqualTo("open");
        town.get(ben, "/members/ben/acceptance-rules").body("rules.bookedThisMonth", contains("0.00"));
        assertThat(asked("100.00")).isEqualTo("accepted");
    }

    @Test
    void aRuleActsForWhoeverMadeItOnlyWhileTheyMaySpend() {
        String username = Town.newName();
        String second = town.join(ben, "ben", Map.of("role", "owner"), username);
        make(second, "ann", "5.00", "50.00").statusCode(201);
        assertThat(asked("1.00")).isEqualTo("accepted");
        Api.as(town.operator(), Map.of("username", username, "role", "mediator", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
        Api.as(ben)
                .delete(town.path("/members/ben/users/" + username + "?reason=gone"))
                .then()
                .statusCode(204);
        assertThat(asked("1.00")).isEqualTo("open");
    }

    @Test
    void aScheduleAMediatorsAndALinkAreNeverAcceptedByARule() {
        make(ben, "ann", "50.00", "50.00").statusCode(201);
        String today = LocalDate.now(ZONE).plusDays(1).toString();
        String later = LocalDate.now(ZONE).plusDays(9).toString();
        assertThat(asked(
                        "2.00",
                        "instalments",
                        List.of(
                                Map.of("dueDate", today, "amount", "1.00"),
                                Map.of("dueDate", later, "amount", "1.00"))))
                .isEqualTo("open");
        proposals
                .propose(town.appoint("mediator"), Proposing.of("request", "ben", "ann", "1.00"))
                .statusCode(201)
                .body("state", equalTo("open"));
        proposals
                .propose(ann, Proposing.of("request", "", "ann", "1.00"))
                .statusCode(201)
                .body("state", equalTo("open"));
        proposals
                .propose(ann, Proposing.of("offer", "ann", "ben", "1.00"))
                .statusCode(201)
                .body("state", equalTo("open"));
        proposals
                .propose(town.member("carl", "10.00"), Proposing.of("request", "ben", "carl", "1.00"))
                .statusCode(201)
                .body("state", equalTo("open"));
    }

    @Test
    void onlyOwnersMakeRulesThatMakeSense() {
        String spender = town.join(ben, "ben", Map.of("role", "spender"), Town.newName());
        make(spender, "ann", "5.00", "50.00").statusCode(403);
        make(ann, "ann", "5.00", "50.00").statusCode(403);
        make(town.operator(), "ann", "5.00", "50.00").statusCode(403);
        make(ben, "ann", "5.01", "5.00").statusCode(400).body("errors.field", contains("perMonth"));
        make(ben, "fund", "0.00", "-1.00", "endsOn", "2020-01-01")
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("payee", "perTrade", "perMonth", "endsOn"));
        make(ben, "nobody", "1.00", "5.00").statusCode(422);
        make(ben, "ben", "1.00", "5.00").statusCode(422).body("code", equalTo("same-account"));
        make(ben, "ann", "1.00", "5.00").statusCode(201);
        make(ben, "ann.CRED", "1.00", "5.00").statusCode(409);
        make(ben, "ann.HRS", "1.00", "5.00").statusCode(201).body("payer", equalTo("ben.HRS"));
        town.get(spender, "/members/ben/acceptance-rules").body("rules.size()", equalTo(2));
        town.get(ann, "/members/ben/acceptance-rules").statusCode(403);
    }
}
