package org.tallystick.proposal;

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
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Trades of several parties: each payer consents, and it is booked whole or not at all. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class SeveralPartiesTest {
    @Inject
    EndDueProposals ending;

    private Town town;
    private Proposing proposals;
    private String ann;
    private String ben;
    private String carl;

    @BeforeEach
    void aTown() {
        town = new Town();
        proposals = new Proposing(town);
        ann = town.member("ann", "10.00");
        ben = town.member("ben", "10.00");
        carl = town.member("carl", "10.00");
    }

    private Map<String, Object> meal(String bens, String carls) {
        return Proposing.several(
                "request",
                List.of(Proposing.share("ben", bens), Proposing.share("carl", carls)),
                List.of(Proposing.share("ann", "10.00")));
    }

    @Test
    void itIsBookedWhenTheLastPayerHasConsented() {
        String id = proposals.proposed(ann, meal("6.00", "4.00"));
        proposals
                .accept(ben, id, Map.of())
                .statusCode(200)
                .body("trade", nullValue())
                .body("proposal.state", equalTo("open"));
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade", nullValue());
        proposals.account(ben, "ben").body("balance", equalTo("0.00"));
        proposals.accept(ann, id, Map.of()).statusCode(403);

        proposals
                .accept(carl, id, Map.of())
                .statusCode(200)
                .body("proposal.state", equalTo("accepted"))
                .body("trade.amount", equalTo("10.00"))
                .body("trade.recordedBy", equalTo("ann@" + town.slug()))
                .body("trade.entries.account", contains("ben", "carl", "ann"))
                .body("trade.entries.amount", contains("-6.00", "-4.00", "10.00"));
        proposals.account(ben, "ben").body("balance", equalTo("-6.00"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void anOfferOfSeveralWaitsForThePayeeToo() {
        Map<String, Object> purchase = Proposing.several(
                "offer",
                List.of(Proposing.share("ann", "5.00"), Proposing.share("ben", "5.00")),
                List.of(Proposing.share("carl", "10.00")));
        String id = proposals.proposed(ann, purchase);
        proposals.accept(carl, id, Map.of()).statusCode(200).body("trade", nullValue());
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade.entries", hasSize(3));
    }

    @Test
    void aLimitThatRefusesItLeavesItOpenAndAnyConsentTriesAgain() {
        String id = proposals.proposed(ann, meal("1.00", "9.00"));
        town.trade(carl, "carl", "ann", "2.00").statusCode(201);
        proposals.accept(carl, id, Map.of()).statusCode(200);
        proposals
                .accept(ben, id, Map.of())
                .statusCode(422)
                .body("code", equalTo("credit-limit-exceeded"))
                .body("available", nullValue());
        proposals
                .get(ben, id)
                .body("state", equalTo("open"))
                .body("parties.findAll { it.consentedAt != null }.account", contains("ben", "carl", "ann"));
        proposals.account(ben, "ben").body("balance", equalTo("0.00"));
        town.trade(ann, "ann", "carl", "1.00").statusCode(201);
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade.amount", equalTo("10.00"));
        proposals.account(carl, "carl").body("balance", equalTo("-10.00"));
    }

    @Test
    void oneWhoDeclinesEndsItForAll() {
        String id = proposals.proposed(ann, meal("6.00", "4.00"));
        proposals.accept(ben, id, Map.of()).statusCode(200);
        proposals.end(carl, id, "decline").statusCode(200).body("state", equalTo("declined"));
        proposals.end(carl, id, "decline").statusCode(200).body("state", equalTo("declined"));
        proposals.end(ben, id, "decline").statusCode(409);
        proposals.accept(ben, id, Map.of()).statusCode(409).body("state", equalTo("declined"));
        proposals.accept(carl, id, Map.of()).statusCode(409);
    }

    @Test
    void theDeadlineEndsItWhoeverIsMissing() {
        String id = proposals.proposed(ann, meal("6.00", "4.00"));
        proposals.accept(ben, id, Map.of()).statusCode(200);
        ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        proposals.accept(carl, id, Map.of()).statusCode(409).body("state", equalTo("expired"));
        proposals.account(ben, "ben").body("balance", equalTo("0.00"));
    }

    @Test
    void whoSpendsWithinALimitDoesNotConsent() {
        String username = Town.newName();
        String spender = town.join(
                ben,
                "ben",
                Map.of("role", "spender", "limits", List.of(Map.of("currency", "CRED", "perTrade", "9.00"))),
                username);
        String id = proposals.proposed(ann, meal("6.00", "4.00"));
        proposals.accept(spender, id, Map.of()).statusCode(403).body("detail", containsString("within a limit"));
    }

    @Test
    void aConsentOfSomebodyWhoMaySpendNoMoreIsGivenAgain() {
        String username = Town.newName();
        String spender = town.join(ben, "ben", Map.of("role", "spender"), username);
        String id = proposals.proposed(ann, meal("6.00", "4.00"));
        proposals.accept(spender, id, Map.of()).statusCode(200);
        org.tallystick.testing.Api.as(ben)
                .delete(town.path("/members/ben/users/" + username + "?reason=gone"))
                .then()
                .statusCode(204);
        proposals.accept(carl, id, Map.of()).statusCode(409).body("detail", containsString("consents again"));
        proposals.accept(ben, id, Map.of()).statusCode(200);
        proposals.accept(carl, id, Map.of()).statusCode(200).body("trade.amount", equalTo("10.00"));
    }

    @Test
    void whoActsForSeveralPartiesSaysForWhich() {
        String username = Town.newName();
        String both = town.join(ben, "ben", Map.of("role", "owner"), username);
        Town.acceptAs(both, town.invited(carl, "carl", Map.of("role", "owner"))).statusCode(200);
        String id = proposals.proposed(ann, meal("6.00", "4.00"));
        proposals.accept(both, id, Map.of()).statusCode(400).body("errors.field", contains("account"));
        proposals.accept(both, id, Map.of("account", "ann")).statusCode(403);
        proposals.accept(both, id, Map.of("account", "carl")).statusCode(200);
        proposals.accept(both, id, Map.of()).statusCode(200).body("trade.amount", equalTo("10.00"));
    }

    @Test
    void theLastTwoConsentsAtTheSameMomentBookOneTrade() {
        for (int round = 0; round < 5; round++) {
            String id = proposals.proposed(ann, meal("0.60", "9.40"));
            if (round > 0) {
                town.trade(ann, "ann", "carl", "9.40").statusCode(201);
                town.trade(ann, "ann", "ben", "0.60").statusCode(201);
            }
            List<String> tokens = List.of(ben, carl, ben, carl);
            List<Response> answers = IntStream.range(0, tokens.size())
                    .parallel()
                    .mapToObj(i -> proposals.accept(tokens.get(i), "k" + i + id, id, Map.of()))
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
            proposals.get(ann, id).body("state", equalTo("accepted")).body("trades", hasSize(1));
        }
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void sharesAreWholeAndPartiesAreFewEnough() {
        proposals.propose(ann, meal("6.00", "4.01")).statusCode(400).body("errors.field", hasItem("amount"));
        proposals
                .propose(ann, Proposing.with(meal("6.00", "4.00"), "hold", true))
                .statusCode(400)
                .body("errors.field", hasItem("hold"));
        List<Map<String, Object>> many = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> many.add(Proposing.share("p" + i, "1.00")));
        proposals
                .propose(ann, Proposing.several("request", many, List.of(Proposing.share("ann", "100.00"))))
                .statusCode(400)
                .body("errors.field", hasItem("payers"));
        Map<String, Object> open = Proposing.several(
                "request", List.of(Proposing.share("ben", "1.00"), Proposing.share("carl", "1.00")), List.of());
        open.remove("payees");
        proposals.propose(ann, open).statusCode(400);
    }
}
