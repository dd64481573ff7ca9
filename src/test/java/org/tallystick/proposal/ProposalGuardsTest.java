package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What the database itself keeps of proposals, and what it forgets. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ProposalGuardsTest {
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

    @Test
    void whatHasEndedStaysAndWhatIsAskedForStays() {
        String open = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        String ended = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        proposals.accept(ben, ended, Map.of()).statusCode(200);
        refused("UPDATE proposal SET state = 'open', accepted_amount = 0 WHERE proposal_id = ?", ended);
        refused("UPDATE proposal SET state = 'declined', accepted_amount = 400 WHERE proposal_id = ?", ended);
        refused("UPDATE proposal SET amount = 600 WHERE proposal_id = ?", open);
        refused("UPDATE proposal SET accepted_amount = 100, state = 'partly-accepted' WHERE proposal_id = ?", open);
        refused("UPDATE proposal SET kind = 'offer' WHERE proposal_id = ?", open);
        refused("UPDATE proposal_party SET share_amount = 1 WHERE proposal_id = ?", open);
        refused("UPDATE proposal_party SET account_id = gen_random_uuid() WHERE proposal_id = ?", open);
        assertThat(sql.update("UPDATE proposal SET note = 'n' WHERE proposal_id = ?", UUID.fromString(ended)))
                .isEqualTo(1);
    }

    private void refused(String statement, String id) {
        assertThatThrownBy(() -> sql.update(statement, UUID.fromString(id)))
                .as(statement)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TS007"));
    }

    @Test
    void theWordsOfTheErasedAreForgotten() {
        Map<String, Object> request = Proposing.of(
                "request",
                "ben",
                "ann",
                "1.00",
                "note",
                "for Ben's birthday",
                "metadata",
                Map.of("child", "Bea"),
                "lines",
                List.of(Map.of("description", "cake for Bea", "quantity", "1", "unitPrice", "1.00")));
        String id = proposals.proposed(ann, request);
        Api.as(town.operator(), Map.of("status", "left", "reason", "moved away"))
                .header("If-Match", "*")
                .patch(town.path("/members/ben"))
                .then()
                .statusCode(200);
        Api.as(town.operator(), Map.of("reason", "asked for"))
                .post(town.path("/members/ben/erasure"))
                .then()
                .statusCode(200);
        proposals
                .get(ann, id)
                .body("state", equalTo("cancelled"))
                .body("description", equalTo("erased"))
                .body("note", nullValue())
                .body("lines", nullValue())
                .body("metadata", nullValue())
                .body("amount", equalTo("1.00"));
    }
}
