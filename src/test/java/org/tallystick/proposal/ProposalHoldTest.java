package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What an offer sets aside, and that it is given back once; and what happens when several answer at the same moment. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ProposalHoldTest {
    private static final Map<String, Object> ALL = Map.of();

    @Inject
    EndDueProposals ending;

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
        ann = town.member("ann", "10.00");
        ben = town.member("ben", "10.00");
    }

    private String held(String amount) {
        return proposals.proposed(ann, Proposing.of("offer", "ann", "ben", amount, "hold", true));
    }

    private void requireHeld(String out) {
        proposals.account(ann, "ann").body("heldOut", equalTo(out));
        proposals.account(ben, "ben").body("heldIn", equalTo(out));
    }

    @Test
    void whatIsSetAsideCountsAgainstTheLimitAndIsAcceptedWithoutIt() {
        String id = held("7.00");
        proposals.get(ben, id).body("held", equalTo("7.00"));
        requireHeld("7.00");
        town.trade(ann, "ann", "ben", "3.01").statusCode(422).body("available", equalTo("3.00"));
        proposals
                .propose(ann, Proposing.of("offer", "ann", "ben", "3.01", "hold", true))
                .statusCode(422)
                .body("code", equalTo("credit-limit-exceeded"));
        town.trade(ann, "ann", "ben", "3.00").statusCode(201);
        proposals.accept(ben, id, Map.of("amount", "2.00")).statusCode(200).body("proposal.held", equalTo("5.00"));
        requireHeld("5.00");
        proposals.accept(ben, id, ALL).statusCode(200).body("proposal.held", nullValue());
        requireHeld("0.00");
        proposals.account(ann, "ann").body("balance", equalTo("-10.00"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void whoAsksForAPartOfWhatIsAllAcceptedIsToldThatNothingIsLeft() {
        String id = held("7.00");
        proposals.accept(ben, id, ALL).statusCode(200);
        proposals.accept(ben, id, Map.of("amount", "2.00")).statusCode(409).body("code", equalTo("state-conflict"));
        proposals.accept(ben, id, Map.of("amount", "7.00")).statusCode(200).body("trade", nullValue());
        proposals.account(ann, "ann").body("balance", equalTo("-7.00"));
    }

    @Test
    void aDryRunDecidesWhatWouldBeSetAsideWithThePayersLevyOnBothSides() {
        Api.as(town.operator(), Map.of("payer", Map.of("percent", "10"), "reason", "the assembly"))
                .post(town.path("/currencies/CRED/levies"))
                .then()
                .statusCode(201);
        Map<String, Object> limits =
                Map.of("creditLimit", "10.00", "balanceCap", "5.40", "reason", "no more than that");
        Api.as(town.operator(), limits)
                .header("If-Match", "*")
                .put(town.path("/accounts/ben/limits"))
                .then()
                .statusCode(200);
        for (String query : new String[] {"?dryRun=true", ""}) {
            offered(query, "5.00").statusCode(422).body("code", equalTo("balance-cap-exceeded"));
            offered(query, "9.10").statusCode(422).body("code", equalTo("credit-limit-exceeded"));
        }
        offered("?dryRun=true", "4.90").statusCode(200).body("id", nullValue());
        requireHeld("0.00");
        offered("", "4.90").statusCode(201).body("held", equalTo("5.39"));
        offered("?dryRun=true", "0.10").statusCode(422).body("code", equalTo("balance-cap-exceeded"));
    }

    private ValidatableResponse offered(String query, String amount) {
        return Api.as(ann, Proposing.of("offer", "ann", "ben", amount, "hold", true))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/proposals" + query))
                .then();
    }

    @Test
    void itIsGivenBackWhenTheOfferEndsOtherwise() {
        String declined = held("3.00");
        String cancelled = held("3.00");
        String expired = held("3.00");
        requireHeld("9.00");
        proposals.end(ben, declined, "decline").statusCode(200).body("held", nullValue());
        requireHeld("6.00");
        proposals.end(ben, declined, "decline").statusCode(200);
        proposals.end(ann, cancelled, "cancellation").statusCode(200);
        proposals.end(ann, cancelled, "cancellation").statusCode(200);
        requireHeld("3.00");
        ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        proposals.get(ben, expired).body("state", equalTo("expired"));
        requireHeld("0.00");
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    /** As a second request reads it while the first is being committed: the proposal as it was, and the party as it is. */
    @Test
    void aDeclineThatIsSeenInPartIsNotAnsweredAsARepeat() {
        String id = held("2.00");
        sql.update(
                "UPDATE proposal_party SET declined_at = now() WHERE proposal_id = ? AND side = 'payee'",
                UUID.fromString(id));
        proposals.end(ben, id, "decline").statusCode(200).body("state", equalTo("declined"));
        requireHeld("0.00");
    }

    @Test
    void oneKeySetsAsideOnce() {
        Map<String, Object> offer = Proposing.of("offer", "ann", "ben", "6.00", "hold", true);
        List<Response> answers = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> proposals.propose(ann, "one", offer).extract().response())
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.path("id")).distinct()).hasSize(1);
        requireHeld("6.00");
    }

    @Test
    void twoAcceptancesAtTheSameMomentBookOneTrade() {
        for (int round = 0; round < 5; round++) {
            String id = round % 2 == 0
                    ? held("2.00")
                    : proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "2.00"));
            List<Integer> statuses = together(8, i -> proposals.accept(ben, "k" + i + id, id, ALL));
            assertThat(statuses).allMatch(status -> status == 200);
            proposals.get(ann, id).body("state", equalTo("accepted")).body("trades.size()", equalTo(1));
        }
        proposals.account(ann, "ann").body("balance", equalTo("-10.00"));
        requireHeld("0.00");
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void manyPartsAtOnceNeverExceedTheWhole() {
        String id = held("5.00");
        List<Integer> statuses = together(12, i -> proposals.accept(ben, "k" + i, id, Map.of("amount", "1.00")));
        // Who came when all was accepted is told so, as a repeat.
        proposals.get(ann, id).body("state", equalTo("accepted")).body("trades.size()", equalTo(5));
        assertThat(statuses).allMatch(status -> status == 200 || status == 409);
        proposals.account(ann, "ann").body("balance", equalTo("-5.00"));
        requireHeld("0.00");
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void ofAcceptanceCancellationAndExpiryAtTheSameMomentOneWins() {
        for (int round = 0; round < 5; round++) {
            String id = held("1.00");
            List<Supplier<Object>> acts = List.of(
                    () -> proposals.accept(ben, "a" + id, id, ALL).statusCode(),
                    () -> proposals.end(ann, id, "cancellation").extract().statusCode(),
                    () -> proposals.end(ben, id, "decline").extract().statusCode());
            acts.stream().map(CompletableFuture::supplyAsync).toList().forEach(CompletableFuture::join);
            String state = proposals.get(ann, id).extract().path("state");
            int trades = proposals.get(ann, id).extract().path("trades.size()");
            assertThat(List.of("accepted", "cancelled", "declined")).contains(state);
            assertThat(trades).isEqualTo(state.equals("accepted") ? 1 : 0);
        }
        requireHeld("0.00");
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    @Test
    void ofManyWhoHoldTheLinkOneTakesIt() {
        String carl = town.member("carl", "10.00");
        Response made = proposals
                .propose(ann, Proposing.of("request", "", "ann", "2.00"))
                .extract()
                .response();
        String id = made.path("id");
        String token = made.path("token");
        List<Integer> statuses = together(
                8,
                i -> proposals.accept(
                        i % 2 == 0 ? ben : carl,
                        "k" + i,
                        id,
                        Map.of("token", token, "account", i % 2 == 0 ? "ben" : "carl")));
        assertThat(statuses).allMatch(status -> status == 200 || status == 409);
        proposals.get(ann, id).body("trades.size()", equalTo(1));
        proposals.account(ann, "ann").body("balance", equalTo("2.00"));
    }

    private interface Act {
        Response of(int i);
    }

    private static List<Integer> together(int count, Act act) {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> act.of(i).statusCode()))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
