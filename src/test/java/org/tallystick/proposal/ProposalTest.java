package org.tallystick.proposal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Requests and offers between two: made, accepted whole and in parts, declined, cancelled, expired, and open by a link. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ProposalTest {
    @Inject
    EndDueProposals ending;

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

    @Test
    void aRequestIsPaidByWhoeverMayPayForThePayer() {
        Map<String, Object> invoice = Proposing.of(
                "request",
                "ben",
                "ann",
                "12.50",
                "lines",
                List.of(
                        Map.of("description", "weeding", "quantity", "2.5", "unitPrice", "4.00"),
                        Map.of("description", "seeds", "quantity", "1", "unitPrice", "2.5")),
                "note",
                "thank you",
                "category",
                "garden",
                "metadata",
                Map.of("invoice", "17"));
        String id = proposals.proposed(ann, invoice);
        proposals
                .get(ben, id)
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("lines.total", contains("10.00", "2.50"))
                .body("parties.asked", contains(true, false))
                .body("trades", empty());
        proposals.accept(ann, id, Map.of()).statusCode(403);

        proposals
                .accept(ben, id, Map.of())
                .statusCode(200)
                .body("proposal.state", equalTo("accepted"))
                .body("proposal.acceptedAmount", equalTo("12.50"))
                .body("trade.payer", equalTo("ben"))
                .body("trade.recordedBy", equalTo("ben@" + town.slug()))
                .body("trade.metadata.invoice", equalTo("17"))
                .body("trade.onBehalfOf", nullValue());

        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade", nullValue());
        proposals.account(ben, "ben").body("balance", equalTo("-12.50"));
        proposals.end(ben, id, "decline").statusCode(409).body("state", equalTo("accepted"));
        proposals.end(ann, id, "cancellation").statusCode(409).body("code", equalTo("state-conflict"));
    }

    @Test
    void anOfferIsRecordedByWhoeverOfferedToPay() {
        String id = proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "8.00"));
        proposals
                .accept(ben, id, Map.of())
                .statusCode(200)
                .body("trade.recordedBy", equalTo("ann@" + town.slug()))
                .body("trade.entries.account", contains("ann", "ben"))
                .body("proposal.trades.acceptedBy", contains("ben@" + town.slug()));
    }

    @Test
    void partsAddUpToTheWholeAndNoFurther() {
        String id = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "10.00"));
        proposals
                .accept(ben, id, Map.of("amount", "4.00"))
                .statusCode(200)
                .body("proposal.state", equalTo("partly-accepted"));
        proposals.accept(ben, id, Map.of("amount", "6.01")).statusCode(409).body("left", equalTo("6.00"));
        proposals.accept(ben, id, Map.of("amount", "1.50")).statusCode(200);
        proposals
                .accept(ben, id, Map.of())
                .statusCode(200)
                .body("trade.amount", equalTo("4.50"))
                .body("proposal.state", equalTo("accepted"))
                .body("proposal.trades.amount", contains("4.00", "1.50", "4.50"));
        proposals.account(ann, "ann").body("balance", equalTo("10.00"));
    }

    @Test
    void whatIsLeftOfAPartlyAcceptedOneIsDeclinedOrCancelled() {
        String declined = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "10.00"));
        proposals.accept(ben, declined, Map.of("amount", "4.00")).statusCode(200);
        proposals
                .end(ben, declined, "decline")
                .statusCode(200)
                .body("state", equalTo("declined"))
                .body("acceptedAmount", equalTo("4.00"));
        String cancelled = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "10.00"));
        proposals.end(ben, cancelled, "cancellation").statusCode(403);
        proposals.end(ann, cancelled, "cancellation").statusCode(200).body("state", equalTo("cancelled"));
        proposals.end(ann, cancelled, "cancellation").statusCode(200).body("state", equalTo("cancelled"));
        proposals.accept(ben, cancelled, Map.of()).statusCode(409).body("state", equalTo("cancelled"));
    }

    @Test
    void oneKeyProposesOnceAndAcceptsOnce() {
        Map<String, Object> request = Proposing.of("request", "ben", "ann", "3.00");
        String id =
                proposals.propose(ann, "k", request).statusCode(201).extract().path("id");
        Map<String, Object> same = Proposing.of("request", "ben.CRED", "ann", "3.0");
        proposals
                .propose(ann, "k", same)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        proposals
                .propose(ann, "k", Proposing.of("request", "ben", "ann", "3.01"))
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        String trade = proposals
                .accept(ben, "a", id, Map.of("amount", "1.00"))
                .then()
                .statusCode(200)
                .extract()
                .path("trade.id");
        proposals
                .accept(ben, "a", id, Map.of("amount", "1"))
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("trade.id", equalTo(trade));
        proposals
                .accept(ben, "a", id, Map.of("amount", "2.00"))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        proposals.account(ann, "ann").body("balance", equalTo("1.00"));
    }

    @Test
    void whoeverHoldsTheLinkFirstTakesIt() {
        String carl = town.member("carl", "100.00");
        String token = proposals
                .propose(ann, Proposing.of("request", "", "ann", "5.00"))
                .statusCode(201)
                .body("parties[0].account", nullValue())
                .extract()
                .path("token");
        String id = Api.as(ben, Map.of("token", token))
                .post(town.path("/proposals/look-up"))
                .then()
                .statusCode(200)
                .body("amount", equalTo("5.00"))
                .body("token", nullValue())
                .extract()
                .path("id");
        proposals.get(ann, id).body("token", equalTo(token));
        proposals.get(ben, id).statusCode(404);
        proposals.accept(ben, id, Map.of("account", "ben")).statusCode(404);
        proposals.accept(ben, id, Map.of("token", token)).statusCode(400).body("errors.field", contains("account"));
        proposals.accept(ben, id, Map.of("token", token, "account", "carl")).statusCode(403);
        proposals
                .accept(ben, id, Map.of("token", token, "account", "ben"))
                .statusCode(200)
                .body("proposal.parties[0].account", equalTo("ben"))
                .body("trade.payer", equalTo("ben"));
        proposals
                .accept(carl, id, Map.of("token", token, "account", "carl"))
                .statusCode(409)
                .body("code", equalTo("state-conflict"));
        proposals.get(ben, id).statusCode(200).body("state", equalTo("accepted"));
        Api.as(ben, Map.of("token", token + "x"))
                .post(town.path("/proposals/look-up"))
                .then()
                .statusCode(404);
    }

    @Test
    void aMediatorProposesBetweenTwoOthersAndBothAccept() {
        String mediator = town.appoint("mediator");
        String id = proposals
                .propose(mediator, Proposing.of("request", "ben", "ann", "7.00"))
                .statusCode(201)
                .body("mediated", equalTo(true))
                .body("parties.asked", contains(true, true))
                .extract()
                .path("id");
        proposals.accept(mediator, id, Map.of("account", "ben")).statusCode(403);
        proposals
                .accept(ben, id, Map.of())
                .statusCode(200)
                .body("trade", nullValue())
                .body("proposal.state", equalTo("open"));
        proposals.accept(ben, id, Map.of("amount", "3.00")).statusCode(400).body("errors.field", contains("amount"));
        proposals
                .accept(ann, id, Map.of())
                .statusCode(200)
                .body("trade.recordedBy", equalTo("ben@" + town.slug()))
                .body("proposal.state", equalTo("accepted"));
        town.get(town.operator(), "/changes?kind=proposal").body("changes", hasSize(1));
    }

    @Test
    void whoHasNoPartInItDoesNotSeeIt() {
        String carl = town.member("carl", "100.00");
        String id = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        proposals.get(carl, id).statusCode(404);
        proposals.accept(carl, id, Map.of()).statusCode(404);
        proposals.end(carl, id, "decline").statusCode(404);
        proposals.propose(carl, Proposing.of("request", "ben", "ann", "5.00")).statusCode(403);
        town.get(carl, "/proposals").body("proposals", empty());
        town.get(carl, "/proposals?account=ann").statusCode(404);
        town.get(ben, "/proposals?state=open&side=payer").body("proposals.id", contains(id));
        town.get(ben, "/proposals?side=payee").body("proposals", empty());
        town.get(ann, "/proposals?limit=1").body("proposals", hasSize(1)).body("nextCursor", nullValue());
    }

    @Test
    void aListGoesOnWhereItEnded() {
        String first = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "1.00"));
        String second = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "2.00"));
        String cursor = town.get(ben, "/proposals?limit=1")
                .body("proposals.id", contains(second))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");
        town.get(ben, "/proposals?limit=1&cursor=" + cursor)
                .body("proposals.id", contains(first))
                .body("nextCursor", nullValue());
    }

    @Test
    void anExchangeSystemActsForMembers() {
        String till = town.client("till-" + town.slug(), "trades:write");
        String id = proposals.proposed(till, Proposing.of("request", "ben", "ann", "5.00"));
        proposals.get(till, id).statusCode(200).body("mediated", nullValue());
        proposals
                .accept(till, id, Map.of())
                .statusCode(200)
                .body("trade.recordedBy", equalTo("till-" + town.slug()))
                .body("trade.onBehalfOf", equalTo("ben"));
        town.get(till, "/proposals").body("proposals.id", contains(id));
    }

    @Test
    void aDryRunKeepsNothing() {
        Api.as(ann, Proposing.of("request", "ben", "ann", "5.00"))
                .post(town.path("/proposals?dryRun=true"))
                .then()
                .statusCode(200)
                .body("id", nullValue())
                .body("amount", equalTo("5.00"));
        Api.as(ann, Proposing.of("offer", "ann", "ben", "100.01", "hold", true))
                .post(town.path("/proposals?dryRun=true"))
                .then()
                .statusCode(422)
                .body("available", equalTo("100.00"));
        String id = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        Api.as(ben, Map.of())
                .post(town.path("/proposals/" + id + "/acceptance?dryRun=true"))
                .then()
                .statusCode(200)
                .body("trade.id", nullValue())
                .body("trade.entries[0].balanceAfter", equalTo("-5.00"))
                .body("proposal.state", equalTo("open"));
        town.get(ann, "/proposals").body("proposals", hasSize(1));
        proposals.account(ann, "ann").body("balance", equalTo("0.00"));
    }

    @Test
    void aRefusalOfTheBooksLeavesItOpen() {
        String id = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "100.01"));
        proposals
                .accept(ben, id, Map.of())
                .statusCode(422)
                .body("code", equalTo("credit-limit-exceeded"))
                .body("available", equalTo("100.00"));
        proposals.get(ben, id).body("state", equalTo("open"));
        proposals.accept(ben, id, Map.of("amount", "100.00")).statusCode(200);
    }

    @Test
    void aSpendersLimitBindsWhatTheSpenderOffersToo() {
        String username = Town.newName();
        String spender = town.join(
                ann,
                "ann",
                Map.of("role", "spender", "limits", List.of(Map.of("currency", "CRED", "perDay", "10.00"))),
                username);
        String first = proposals.proposed(spender, Proposing.of("offer", "ann", "ben", "6.00"));
        String second = proposals.proposed(spender, Proposing.of("offer", "ann", "ben", "6.00"));
        proposals.accept(ben, first, Map.of()).statusCode(200).body("trade.recordedBy", equalTo(username));
        proposals.accept(ben, second, Map.of()).statusCode(422).body("code", equalTo("spending-limit-exceeded"));
        proposals
                .propose(spender, Proposing.of("offer", "ann", "ben", "6.00", "hold", true))
                .statusCode(422)
                .body("code", equalTo("spending-limit-exceeded"));
        Api.as(ann)
                .delete(town.path("/members/ann/users/" + username + "?reason=gone"))
                .then()
                .statusCode(204);
        proposals
                .accept(ben, second, Map.of("amount", "1.00"))
                .statusCode(409)
                .body("detail", containsString("may not spend for it any more"));
    }

    @Test
    void whatNobodyAnswersExpires() {
        String id = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        String soon = Instant.now().plusSeconds(2).toString();
        String short_ = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00", "expiresAt", soon));
        ending.runDue(Instant.now().plus(Duration.ofDays(29)));
        proposals.get(ben, id).body("state", equalTo("open"));
        proposals.get(ben, short_).body("state", equalTo("expired"));
        ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        proposals.get(ben, id).body("state", equalTo("expired"));
        proposals.accept(ben, id, Map.of()).statusCode(409).body("state", equalTo("expired"));
        proposals.end(ben, id, "decline").statusCode(409);
    }

    @Test
    void whatIsWrongIsToldFieldByField() {
        Map<String, Object> wrong = Proposing.of("order", "ben", "a b", "1.001");
        wrong.put("description", "");
        wrong.put("lines", List.of(Map.of("description", "x", "quantity", "0", "unitPrice", "1e3")));
        wrong.put("category", "Not a code");
        wrong.put("dueDate", "tomorrow");
        wrong.put("expiresAt", "later");
        wrong.put("hold", true);
        proposals
                .propose(ann, wrong)
                .statusCode(400)
                .body(
                        "errors.field",
                        hasItems(
                                "kind",
                                "payee",
                                "amount",
                                "description",
                                "lines[0].quantity",
                                "lines[0].unitPrice",
                                "category",
                                "dueDate",
                                "expiresAt",
                                "hold"));
        proposals
                .propose(
                        ann,
                        Proposing.of(
                                "request",
                                "ben",
                                "ann",
                                "9.00",
                                "lines",
                                List.of(Map.of("description", "x", "quantity", "2", "unitPrice", "4.25"))))
                .statusCode(400)
                .body("errors[0].code", equalTo("wrong-sum"));
        proposals
                .propose(ann, Proposing.of("request", "ben", "ann", "1.00", "expiresAt", "2020-01-01T00:00:00Z"))
                .statusCode(400)
                .body("errors.field", contains("expiresAt"));
        proposals
                .propose(ann, Proposing.of("request", "nobody", "ann", "1.00"))
                .statusCode(422)
                .body("code", equalTo("unknown-account"));
        proposals
                .propose(ann, Proposing.of("request", "ann.CRED", "ann", "1.00"))
                .statusCode(422);
        proposals
                .propose(ann, Proposing.of("request", "settlement", "ann", "1.00"))
                .statusCode(400);
        proposals.propose(ann, Proposing.of("request", "ben", "ann", "0.00")).statusCode(400);
        Api.as(ann, Proposing.of("request", "ben", "ann", "1.00"))
                .post(town.path("/proposals"))
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-required"));
    }

    @Test
    void theFundRequestsItsFeesAndAnAdministratorDoesSoOnRecord() {
        String who = town.appoint("administrator");
        String id = proposals
                .propose(who, Proposing.of("request", "ben", "fund", "2.00"))
                .statusCode(201)
                .body("mediated", nullValue())
                .extract()
                .path("id");
        town.get(town.operator(), "/changes?kind=proposal").body("changes.after.kind", hasItem("request"));
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade.payee", equalTo("fund"));
    }

    @Test
    void whatAMemberLeavesOpenIsCancelledWhenItsAccountsClose() {
        String asked = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        String made = proposals.proposed(ben, Proposing.of("offer", "ben", "ann", "5.00"));
        String held = proposals.proposed(ben, Proposing.of("offer", "ben", "ann", "5.00", "hold", true));
        Map<String, String> left = Map.of("status", "left", "reason", "moved away");
        Api.as(town.operator(), left)
                .header("If-Match", "*")
                .patch(town.path("/members/ben"))
                .then()
                .statusCode(409);
        proposals.end(ben, held, "cancellation").statusCode(200);
        Api.as(town.operator(), left)
                .header("If-Match", "*")
                .patch(town.path("/members/ben"))
                .then()
                .statusCode(200);
        proposals.get(ann, asked).body("state", equalTo("cancelled"));
        proposals.get(ann, made).body("state", equalTo("cancelled"));
        proposals
                .propose(ann, Proposing.of("request", "ben", "ann", "5.00"))
                .statusCode(422)
                .body("code", equalTo("account-closed"));
    }

    @Test
    void whatAVanishedMemberHasSetAsideIsGivenBack() {
        String held = proposals.proposed(ben, Proposing.of("offer", "ben", "ann", "5.00", "hold", true));
        Api.as(town.operator(), Map.of("cause", "vanished", "reason", "not seen for a year"))
                .post(town.path("/members/ben/departure"))
                .then()
                .statusCode(201);
        ending.runDue(Instant.now());
        proposals.get(ann, held).body("state", equalTo("cancelled")).body("held", nullValue());
        proposals.account(town.operator(), "ben").body("heldOut", equalTo("0.00"));
        town.get(town.operator(), "/proposals").body("proposals.state", containsInAnyOrder("cancelled"));
    }
}
