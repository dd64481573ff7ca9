package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Proposals as somebody sends them who means no good, or whose program counts wrong. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class HostileProposalTest {
    /** In the test's currency, of two digits after the point. */
    private static final String LARGEST = "10000000000000000.00";

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
        ann = town.member("ann", "100.00");
        ben = town.member("ben", "100.00");
    }

    private static Map<String, Object> line(String quantity, String unitPrice) {
        return Map.of("description", "x", "quantity", quantity, "unitPrice", unitPrice);
    }

    private ValidatableResponse invoice(List<?> lines) {
        return proposals.propose(ann, Proposing.of("request", "ben", "ann", "1.00", "lines", lines));
    }

    @Test
    void aLineComesToNoMoreThanCanBeBooked() {
        invoice(List.of(
                        line("1", "1"),
                        line("999999999999", "999999999999.999999"),
                        line("999999999999", "-999999999999.999999")))
                .statusCode(400)
                .body("errors.field", contains("lines[1]", "lines[2]"))
                .body("errors.code", everyItem(equalTo("out-of-bounds")));
        invoice(List.of(line("1", "1"), line("100000", "100000000000.000001"), line("100000", "-100000000000")))
                .statusCode(400)
                .body("errors.field", contains("lines[1]"));
        invoice(List.of(line("1", "1"), line("100000", "100000000000"), line("100000", "-100000000000")))
                .statusCode(201)
                .body("lines.total", contains("1.00", LARGEST, "-" + LARGEST));
        invoice(List.of(line("1", "1"), line("0.000001", "999999999999"), line("0.000001", "-999999999999")))
                .statusCode(201)
                .body("lines.total", contains("1.00", "1000000.00", "-1000000.00"));
    }

    @Test
    void whateverIsStoredOfALineIsShown() {
        String id = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "1.00"));
        sql.update(
                "UPDATE proposal SET lines = ?::jsonb WHERE proposal_id = ?",
                "[{\"description\": \"x\", \"quantity\": \"999999999999\", \"unitPrice\": \"-999999999999.5\"},"
                        + "{\"description\": \"y\", \"quantity\": \"3\", \"unitPrice\": \"0.001\"}]",
                UUID.fromString(id));
        proposals.get(ben, id).statusCode(200).body("lines.total", contains("-999999999998500000000000.50", "0.00"));
        town.get(ben, "/proposals").statusCode(200).body("proposals", hasSize(1));
    }

    @Test
    void aShareThatIsNotPositiveIsRefusedHoweverManyThereAre() {
        List<Map<String, Object>> payers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            payers.add(Proposing.share("p" + i, "-" + LARGEST));
        }
        proposals
                .propose(ann, Proposing.several("request", payers, List.of(Proposing.share("ann", "1.00"))))
                .statusCode(400)
                .body("errors.field", hasItem("payers[49].amount"));
        proposals
                .propose(
                        ann,
                        Proposing.several(
                                "request",
                                List.of(Proposing.share("ben", "2.00"), Proposing.share("ann", "-1.00")),
                                List.of(Proposing.share("carl", "1.00"))))
                .statusCode(400)
                .body("errors.field", hasItem("payers[1].amount"))
                .body("errors.code", hasItem("amount-not-positive"));
        proposals
                .propose(
                        ann,
                        Proposing.several(
                                "request",
                                List.of(Proposing.share("ben", "1.00"), Proposing.share("carl", "0.00")),
                                List.of(Proposing.share("ann", "1.00"))))
                .statusCode(400)
                .body("errors.field", contains("payers[1].amount"));
        payers.clear();
        for (int i = 0; i < 50; i++) {
            payers.add(Proposing.share("p" + i, LARGEST));
        }
        proposals
                .propose(ann, Proposing.several("request", payers, List.of(Proposing.share("ann", LARGEST))))
                .statusCode(400)
                .body("code", equalTo("amount-overflow"));
    }

    @Test
    void nobodyTakesTheOtherPlaceOfAnOpenLinkOfTheirOwn() {
        String token = proposals
                .propose(ann, Proposing.of("request", "", "ann", "5.00"))
                .statusCode(201)
                .extract()
                .path("token");
        String id = town.get(ann, "/proposals").extract().path("proposals[0].id");
        Map<String, String> own = Map.of("token", token, "account", "ann");
        proposals.accept(ann, id, own).statusCode(422).body("code", equalTo("same-account"));
        Api.as(ann, own)
                .post(town.path("/proposals/" + id + "/acceptance?dryRun=true"))
                .then()
                .statusCode(422)
                .body("code", equalTo("same-account"));
        proposals.get(ann, id).body("state", equalTo("open")).body("parties.account", hasItem("ann"));
        proposals.accept(ben, id, Map.of("token", token, "account", "ben")).statusCode(200);
    }

    @Test
    void nobodyCommitsThemselvesToInstalmentsTowardsThemselves() {
        String today = LocalDate.now(ZoneId.of("Europe/Lisbon")).toString();
        String later = LocalDate.now(ZoneId.of("Europe/Lisbon")).plusDays(30).toString();
        List<Map<String, String>> schedule =
                List.of(Map.of("dueDate", today, "amount", "2.00"), Map.of("dueDate", later, "amount", "3.00"));
        Map<String, Object> open = Proposing.of("request", "", "ann", "5.00", "instalments", schedule);
        ValidatableResponse made = proposals.propose(ann, open).statusCode(201);
        String id = made.extract().path("id");
        String token = made.extract().path("token");
        proposals
                .accept(ann, id, Map.of("token", token, "account", "ann", "instalments", true))
                .statusCode(422)
                .body("code", equalTo("same-account"));
        proposals.get(ann, id).body("state", equalTo("open"));
    }

    @Test
    void noAccountOfTheCommunityJoinsByALink() {
        String administrator = town.appoint("administrator");
        String token = proposals
                .propose(ann, Proposing.of("request", "", "ann", "5.00"))
                .statusCode(201)
                .extract()
                .path("token");
        String id = town.get(ann, "/proposals").extract().path("proposals[0].id");
        for (String account : List.of("fund", "settlement")) {
            proposals
                    .accept(administrator, id, Map.of("token", token, "account", account))
                    .statusCode(403);
        }
        proposals.get(ann, id).body("state", equalTo("open")).body("trades", empty());
    }

    @Test
    void aRequestThatIsSentAgainWhenItsTimeIsOverIsAnsweredAsBefore() throws InterruptedException {
        String trade = town.trade(ann, "ann", "ben", "8.00").extract().path("id");
        String soon = Instant.now().plus(Duration.ofSeconds(2)).toString();
        Map<String, String> reversal = Map.of("reason", "the bread was stale", "expiresAt", soon);
        Map<String, Object> plain = Proposing.of("request", "ben", "ann", "5.00", "expiresAt", soon);
        String first =
                reversalRequest(trade, reversal).statusCode(201).extract().path("id");
        String second =
                proposals.propose(ann, "p", plain).statusCode(201).extract().path("id");
        Thread.sleep(2_100);
        reversalRequest(trade, reversal)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first));
        proposals
                .propose(ann, "p", plain)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(second));
        Map<String, String> late = new HashMap<>(reversal);
        late.put("expiresAt", Instant.now().minusSeconds(1).toString());
        reversalRequest(trade, late).statusCode(422).body("code", equalTo("idempotency-key-reused"));
        Api.as(ann, late)
                .header("Idempotency-Key", "another")
                .post(town.path("/trades/" + trade + "/reversal-requests"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("expiresAt"));
    }

    private ValidatableResponse reversalRequest(String trade, Map<String, ?> body) {
        return Api.as(ann, body)
                .header("Idempotency-Key", "r")
                .post(town.path("/trades/" + trade + "/reversal-requests"))
                .then();
    }

    @Test
    void aKeyOfAProposalIsNoneOfATrade() {
        String id = proposals
                .propose(ann, "k", Proposing.of("request", "ben", "ann", "5.00"))
                .statusCode(201)
                .extract()
                .path("id");
        Api.as(ann, Map.of("payer", "ann", "payee", "ben", "amount", "1.00", "description", "tea"))
                .header("Idempotency-Key", "k")
                .post(town.path("/trades"))
                .then()
                .statusCode(201);
        Api.as(ben, Map.of("payer", "ben", "payee", "ann", "amount", "1.00", "description", "tea"))
                .header("Idempotency-Key", "b")
                .post(town.path("/trades"))
                .then()
                .statusCode(201);
        proposals.accept(ben, "b", id, Map.of()).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void whatIsWrongWithOneProposalKeepsNoOtherOpen() {
        String broken = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        String sound = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        lines(broken, "{}");
        try {
            ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        } finally {
            lines(broken, "[]");
        }
        proposals.get(ann, broken).body("state", equalTo("open"));
        proposals.get(ann, sound).body("state", equalTo("expired"));
        ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        proposals.get(ann, broken).body("state", equalTo("expired"));
    }

    private void lines(String proposal, String json) {
        assertThat(sql.update(
                        "UPDATE proposal SET lines = ?::jsonb WHERE proposal_id = ?", json, UUID.fromString(proposal)))
                .isEqualTo(1);
    }

    @Test
    void recordsOfWhatTouchesSeveralMembersSayNoneOfTheirWords() {
        String mediator = town.appoint("mediator");
        String id = proposals.proposed(mediator, Proposing.of("request", "ben", "ann", "7.00"));
        proposals.end(mediator, id, "cancellation").statusCode(200);
        town.get(town.operator(), "/changes?kind=proposal")
                .body("changes.reason", contains("Decided on a proposal by an office", "Proposed by an office"));
    }
}
