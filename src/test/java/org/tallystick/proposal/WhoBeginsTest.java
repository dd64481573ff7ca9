package org.tallystick.proposal;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Who begins a trade: the setting {@code recording}. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class WhoBeginsTest {
    private Town town;
    private Proposing proposals;
    private String ann;
    private String ben;

    @BeforeEach
    void aTownWhereThePayerBegins() {
        town = new Town();
        proposals = new Proposing(town);
        ann = town.member("ann", "100.00");
        ben = town.member("ben", "100.00");
        town.settings(Map.of("recording", "payer"));
    }

    @Test
    void aPayeeNeitherRecordsNorAsks() {
        town.get(ann, "").body("settings.recording", equalTo("payer"));
        town.trade(ben, "ann", "ben", "5.00").statusCode(403);
        Map<String, Object> request = Proposing.of("request", "ann", "ben", "5.00");
        proposals
                .propose(ben, request)
                .statusCode(403)
                .body("detail", containsString("the payer alone begins a trade"));
        town.get(ann, "/proposals").body("proposals", empty());
        town.settings(Map.of("recording", "either"));
        proposals.propose(ben, request).statusCode(201);
        town.trade(ben, "ann", "ben", "5.00").statusCode(403);
    }

    @Test
    void thePayerRecordsAndOffers() {
        town.trade(ann, "ann", "ben", "5.00").statusCode(201);
        String offer = proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "5.00"));
        proposals.accept(ben, offer, Map.of()).statusCode(200);
        proposals.account(ben, "ben").body("balance", equalTo("10.00"));
    }
}
