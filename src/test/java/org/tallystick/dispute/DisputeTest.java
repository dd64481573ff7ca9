package org.tallystick.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;
import org.tallystick.testing.ReceivedLetter;
import org.tallystick.testing.Town;

/** Parties flag trades; who has no part in them decides. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class DisputeTest {
    private static final String WORDS = "two of the loaves were stale";

    @Inject
    Sql sql;

    Mailbox mailbox;

    private Town town;
    private String alice;
    private String bob;
    private String carol;
    private String mediator;
    private String trade;

    @BeforeEach
    void aTrade() {
        town = new Town();
        alice = town.member("alice", "100.00");
        bob = town.member("bob", "100.00");
        carol = town.member("carol", "100.00");
        mediator = town.appoint("mediator");
        trade = town.trade(alice, "alice", "bob", "12.00")
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void whatIsDisputedShowsOnTheTradeAndInListsAsLongAsNobodyDecides() {
        String other = town.trade(alice, "alice", "bob", "1.00").extract().path("id");
        String id = open(alice, trade).statusCode(201).extract().path("id");
        town.get(bob, "/trades/" + trade).body("disputed", equalTo(true));
        town.get(bob, "/trades/" + other).body("disputed", nullValue());
        town.get(bob, "/trades").body("trades.disputed", contains(null, true));
        town.get(bob, "/trades?account=bob&text=bread").body("trades.disputed", contains(null, true));
        resolve(mediator, id, Map.of("outcome", "rejected", "reason", "they were fresh"))
                .statusCode(200);
        town.get(bob, "/trades/" + trade).body("disputed", nullValue());
    }

    @Test
    void aPartyFlagsATradeAndAMediatorResolvesIt() {
        String id = open(alice, trade)
                .statusCode(201)
                .body("state", equalTo("open"))
                .body("member", equalTo("alice"))
                .body("parties", contains("alice", "bob"))
                .body("reason", equalTo(WORDS))
                .body("openedBy", equalTo("alice@" + town.slug()))
                .body("decidedAt", nullValue())
                .extract()
                .path("id");
        town.get(bob, "/disputes").statusCode(200).body("disputes.id", contains(id));
        town.get(mediator, "/disputes/" + id)
                .statusCode(200)
                .body("trade.amount", equalTo("12.00"))
                .body("trade.entries.balanceAfter", contains(nullValue(), nullValue()));
        String reversal = Api.as(bob, Map.of("amount", "4.00", "reason", "half of it"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + trade + "/reversal"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        resolve(mediator, id, Map.of("outcome", "upheld", "reason", "bob has seen them", "reversal", trade))
                .statusCode(400)
                .body("errors[0].field", equalTo("reversal"));
        resolve(mediator, id, Map.of("outcome", "upheld", "reason", "bob has seen them", "reversal", reversal))
                .statusCode(200)
                .body("state", equalTo("upheld"))
                .body("resolution", equalTo("bob has seen them"))
                .body("reversal", equalTo(reversal))
                .body("decidedAt", notNullValue());

        resolve(mediator, id, Map.of("outcome", "rejected", "reason", "on second thoughts"))
                .statusCode(409);
        withdraw(alice, id).statusCode(409);
        town.get(mediator, "/disputes?state=open").body("disputes", empty());
        town.get(mediator, "/disputes?state=upheld").body("disputes.id", contains(id));
        town.get(town.operator(), "/changes?kind=dispute")
                .body("changes", hasSize(2))
                .body("changes.subject", contains(id, id))
                .body("changes[0].before.status", equalTo("open"))
                .body("changes[0].after.status", equalTo("upheld"))
                .body("changes[1].after.trade", equalTo(trade));
    }

    @Test
    void strangersNeitherOpenNorSeeNorDecideThem() {
        open(carol, trade).statusCode(404);
        open(town.appoint("administrator"), trade).statusCode(403);
        String id = open(bob, trade).statusCode(201).extract().path("id");
        town.get(carol, "/disputes").body("disputes", empty());
        town.get(carol, "/disputes/" + id).statusCode(404);
        withdraw(carol, id).statusCode(404);
        withdraw(alice, id).statusCode(403).body("code", equalTo("forbidden"));
        resolve(alice, id, Map.of("outcome", "rejected", "reason", "no")).statusCode(403);
        town.get(town.appoint("auditor"), "/disputes/" + id).statusCode(200);
    }

    @Test
    void nobodyResolvesADisputeInWhichTheyHaveAPart() {
        Api.as(town.operator(), Map.of("username", "bob@" + town.slug(), "role", "mediator", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
        String id = open(alice, trade).statusCode(201).extract().path("id");
        resolve(bob, id, Map.of("outcome", "rejected", "reason", "it was fresh"))
                .statusCode(403);
        resolve(town.operator(), id, Map.of("outcome", "settled", "reason", "they shook hands"))
                .statusCode(200);
    }

    @Test
    void whoeverRecordedTheTradeOrPassedItsLimitsDoesNotResolveItsDispute() {
        String recorded = town.trade(mediator, "alice", "bob", "1.00")
                .statusCode(201)
                .extract()
                .path("id");
        String about = open(alice, recorded).statusCode(201).extract().path("id");
        Map<String, String> rejected = Map.of("outcome", "rejected", "reason", "the slip says so");
        resolve(mediator, about, rejected).statusCode(403).body("detail", containsString("You recorded this trade"));
        resolve(town.appoint("mediator"), about, rejected).statusCode(200);
    }

    @Test
    void whoeverPassedItsLimitsDoesNotResolveIt() {
        town.settings(Map.of("mediation", "administrators"));
        String administrator = town.appoint("administrator");
        String beyond = beyondLimits(administrator).statusCode(201).extract().path("id");
        onlyAnotherResolves(open(alice, beyond).extract().path("id"), administrator);
    }

    @Test
    void neitherOfTwoWhoAgreedOnTheTradeResolvesItsDispute() {
        town.settings(Map.of("mediation", "administrators"));
        String first = town.appoint("administrator");
        String second = town.appoint("administrator");
        Map<String, Object> rules = new HashMap<>(Map.of("writeOffs", true, "reversals", true, "policies", false));
        rules.put("overrides", true);
        rules.put("limitRises", List.of());
        rules.put("reason", "the assembly");
        Api.as(first, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
        String approval = beyondLimits(first).statusCode(202).extract().path("id");
        String outcome = Api.as(second, Map.of("reason", "looked into it"))
                .post(town.path("/approvals/" + approval + "/approval"))
                .then()
                .statusCode(200)
                .extract()
                .path("outcome");
        String id = open(alice, outcome.substring("Booked as trade ".length()))
                .statusCode(201)
                .extract()
                .path("id");
        onlyAnotherResolves(id, first, second);
    }

    @Test
    void whoeverConsentedToTheTradeByAnOfficeDoesNotResolveItsDispute() {
        Map<String, String> offer = Map.of(
                "kind", "offer", "payer", "alice", "payee", "bob", "amount", "3.00", "description", "a day of help");
        String proposal = Api.as(alice, offer)
                .header("Idempotency-Key", "p1")
                .post(town.path("/proposals"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String accepted = Api.as(mediator, Map.of("account", "bob"))
                .header("Idempotency-Key", "p2")
                .post(town.path("/proposals/" + proposal + "/acceptance"))
                .then()
                .statusCode(200)
                .extract()
                .path("trade.id");
        onlyAnotherResolves(open(alice, accepted).statusCode(201).extract().path("id"), mediator);
    }

    private ValidatableResponse beyondLimits(String administrator) {
        Map<String, Object> beyond =
                new HashMap<>(Map.of("payer", "alice", "payee", "bob", "amount", "500.00", "description", "the roof"));
        beyond.put("overrideLimits", true);
        beyond.put("reason", "agreed by all");
        return Api.as(administrator, beyond)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades"))
                .then();
    }

    private void onlyAnotherResolves(String dispute, String... involved) {
        Map<String, String> rejected = Map.of("outcome", "rejected", "reason", "all had agreed");
        for (String one : involved) {
            resolve(one, dispute, rejected).statusCode(403).body("code", equalTo("forbidden"));
        }
        resolve(town.appoint("mediator"), dispute, rejected).statusCode(200);
    }

    @Test
    void oneDisputeOfATradeIsOpenAtATimeWhoeverAsks() {
        String id = open(alice, trade).statusCode(201).extract().path("id");
        open(alice, trade).statusCode(409).body("code", equalTo("state-conflict"));
        open(bob, trade).statusCode(409);
        withdraw(alice, id).statusCode(200).body("state", equalTo("withdrawn"));
        for (int i = 1; i < 10; i++) {
            String next = open(bob, trade).statusCode(201).extract().path("id");
            withdraw(bob, next).statusCode(200);
        }
        open(bob, trade).statusCode(409);
        String last = town.get(bob, "/disputes?limit=4")
                .body("disputes", hasSize(4))
                .extract()
                .path("nextCursor");
        town.get(bob, "/disputes?limit=100&cursor=" + last).body("disputes", hasSize(6));
    }

    @Test
    void ofTwoWhoFlagItAtTheSameMomentOneDoes() {
        List<CompletableFuture<Integer>> both = List.of(alice, bob).stream()
                .map(token -> CompletableFuture.supplyAsync(
                        () -> open(token, trade).extract().statusCode()))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join).toList()).containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void whatIsWrongIsToldFieldByField() {
        open(alice, trade, Map.of()).statusCode(400).body("errors.field", contains("reason"));
        open(alice, trade, Map.of("reason", WORDS, "member", "bob"))
                .statusCode(400)
                .body("errors.field", contains("member"));
        String id = open(alice, trade).statusCode(201).extract().path("id");
        resolve(mediator, id, Map.of("outcome", "won", "reversal", "none"))
                .statusCode(400)
                .body("errors.field", contains("outcome", "reason", "reversal"));
        open(alice, UUID.randomUUID().toString()).statusCode(404);
    }

    @Test
    void anExchangeSystemSaysForWhomAndSeesWhatItFlagged() {
        String till = town.client(Town.newName(), "trades:write");
        String recorded = town.trade(till, "alice", "carol", "1.00")
                .statusCode(201)
                .extract()
                .path("id");
        open(till, trade).statusCode(404);
        open(till, recorded).statusCode(400).body("errors.field", contains("member"));
        String id = open(till, recorded, Map.of("reason", WORDS, "member", "carol"))
                .statusCode(201)
                .body("member", equalTo("carol"))
                .extract()
                .path("id");
        open(bob, trade).statusCode(201);
        town.get(till, "/disputes").body("disputes.id", contains(id));
        withdraw(till, id).statusCode(200);
    }

    @Test
    void theOtherPartiesAreToldByMailWithoutTheWords() {
        reads("alice");
        String bobsAddress = reads("bob");
        String id = open(alice, trade).statusCode(201).extract().path("id");
        ReceivedLetter opened = mailbox.awaitLetterTo(bobsAddress);
        assertThat(opened.subject()).contains("alice disputes a trade with you");
        assertThat(opened.text()).contains("alice paid bob 12.00 CRED", id).doesNotContain(WORDS);
        resolve(mediator, id, Map.of("outcome", "rejected", "reason", "the bread was fresh"))
                .statusCode(200);
        assertThat(mailbox.awaitLettersTo(bobsAddress, 2).get(1).text())
                .contains("is rejected")
                .doesNotContain("fresh");
    }

    @Test
    void theWordsAreForgottenWithEitherParty() {
        String id = open(alice, trade).statusCode(201).extract().path("id");
        resolve(mediator, id, Map.of("outcome", "rejected", "reason", "bob the baker is right"))
                .statusCode(200);
        town.trade(bob, "bob", "alice", "12.00").statusCode(201);
        Api.as(town.operator(), Map.of("status", "left", "reason", "moved"))
                .header("If-Match", "*")
                .patch(town.path("/members/bob"))
                .then()
                .statusCode(200);
        Api.as(town.operator(), Map.of("reason", "asked for"))
                .post(town.path("/members/bob/erasure"))
                .then()
                .statusCode(200);
        town.get(alice, "/disputes/" + id)
                .body("reason", equalTo("erased"))
                .body("resolution", equalTo("erased"))
                .body("state", equalTo("rejected"));
        town.get(town.operator(), "/changes?kind=dispute").body("changes", hasSize(2));
    }

    /** Confirms an address of the member's login. */
    private String reads(String handle) {
        String address = handle + "-" + UUID.randomUUID() + "@maple.example";
        sql.update(
                "UPDATE app_user SET email = ?, email_confirmed_at = now() WHERE username = ?",
                address,
                handle + "@" + town.slug());
        return address;
    }

    private ValidatableResponse open(String token, String id) {
        return open(token, id, Map.of("reason", WORDS));
    }

    private ValidatableResponse open(String token, String id, Map<String, ?> body) {
        return Api.as(token, new HashMap<>(body))
                .post(town.path("/trades/" + id + "/dispute"))
                .then();
    }

    private ValidatableResponse resolve(String token, String id, Map<String, ?> body) {
        return Api.as(token, body)
                .post(town.path("/disputes/" + id + "/resolution"))
                .then();
    }

    private ValidatableResponse withdraw(String token, String id) {
        return Api.as(token).post(town.path("/disputes/" + id + "/withdrawal")).then();
    }
}
