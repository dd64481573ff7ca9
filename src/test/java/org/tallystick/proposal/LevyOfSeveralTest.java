package org.tallystick.proposal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What trades of several parties owe of which some are the community's own accounts. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class LevyOfSeveralTest {
    @Test
    void aFundThatJoinsTheMembersTakesNothingOffWhatTheyOwe() {
        Town town = new Town();
        Proposing proposals = new Proposing(town);
        String ann = town.member("ann", "100.00");
        String ben = town.member("ben", "100.00");
        Map<String, Object> levy =
                Map.of("payer", Map.of("percent", "10"), "payee", Map.of("percent", "20"), "reason", "the assembly");
        Api.as(town.operator(), levy)
                .post(town.path("/currencies/CRED/levies"))
                .then()
                .statusCode(201);
        Map<String, Object> offer = Proposing.several(
                "offer",
                List.of(Proposing.share("ann", "10.00")),
                List.of(Proposing.share("ben", "9.99"), Proposing.share("fund", "0.01")));
        String id = proposals.proposed(ann, offer);
        proposals.accept(ben, id, Map.of()).statusCode(200);
        Api.as(town.operator(), Map.of())
                .post(town.path("/proposals/" + id + "/acceptance?dryRun=true"))
                .then()
                .statusCode(200)
                .body("trade.levies.party", contains("ann", "ben"))
                .body("trade.levies.amount", contains("1.00", "2.00"));
        proposals
                .accept(town.operator(), id, Map.of())
                .statusCode(200)
                .body("trade.levies.amount", contains("1.00", "2.00"));
        proposals.account(ann, "ann").body("balance", equalTo("-11.00"));
        proposals.account(ben, "ben").body("balance", equalTo("7.99"));
        proposals.account(town.operator(), "fund").body("balance", equalTo("3.01"));

        String spending = proposals.proposed(
                town.operator(),
                Proposing.several(
                        "offer",
                        List.of(Proposing.share("fund", "2.00")),
                        List.of(Proposing.share("ann", "1.00"), Proposing.share("ben", "1.00"))));
        proposals.accept(ann, spending, Map.of()).statusCode(200);
        proposals.accept(ben, spending, Map.of()).statusCode(200).body("trade.levies", nullValue());
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }
}
