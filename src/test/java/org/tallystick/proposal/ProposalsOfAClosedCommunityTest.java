package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A community that is wound up gives back what is set aside, and books no instalment any more. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ProposalsOfAClosedCommunityTest {
    @Inject
    EndDueProposals ending;

    @Inject
    BookInstalments booking;

    @Test
    void itIsSettledThoughThereWereHoldsAndInstalments() {
        Town town = new Town();
        Proposing proposals = new Proposing(town);
        String ann = town.member("ann", "100.00");
        String ben = town.member("ben", "100.00");
        town.trade(ann, "ann", "ben", "20.00").statusCode(201);
        String held = proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "30.00", "hold", true));
        proposals.account(ann, "ann").body("heldOut", equalTo("30.00"));
        String today = LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
        List<?> schedule = List.of(
                Map.of("dueDate", today, "amount", "4.00"),
                Map.of("dueDate", LocalDate.now(ZoneOffset.UTC).plusDays(9).toString(), "amount", "5.00"));
        String plan = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "9.00", "instalments", schedule));
        proposals.accept(ben, plan, Map.of("instalments", true)).statusCode(200);

        String administrator = town.appoint("administrator");
        wound(town, administrator, "", Map.of("settlementRule", "settlement", "erasureAfterDays", 30));
        proposals.accept(ben, held, Map.of()).statusCode(409);
        booking.runDue(Instant.now().plus(20, ChronoUnit.DAYS));
        proposals.get(ben, plan).body("instalments.state", everyItem(not(equalTo("booked"))));
        ending.runDue(Instant.now());
        proposals.get(ann, held).body("state", equalTo("cancelled"));
        proposals.account(ann, "ann").body("heldOut", equalTo("0.00"));

        String outcome = wound(town, administrator, "/completion", Map.of());
        JsonPath job = town.awaitJob(town.operator(), outcome.split(" ")[1]);
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");
        town.get(town.operator(), "/winding-up").body("phase", equalTo("wound-up"));
        for (String handle : List.of("ann", "ben")) {
            proposals
                    .account(town.operator(), handle)
                    .body("balance", equalTo("0.00"))
                    .body("status", equalTo("closed"));
        }
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }

    /** @return what came of it, when two have agreed */
    private static String wound(Town town, String administrator, String step, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("reason", "nobody trades any more");
        String id = Api.as(administrator, body)
                .post(town.path("/winding-up" + step))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return Api.as(town.operator(), Map.of("reason", "agreed"))
                .post(town.path("/approvals/" + id + "/approval"))
                .then()
                .statusCode(200)
                .extract()
                .path("outcome");
    }
}
