package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What the database itself keeps of instalments, and of the rules by which requests are accepted. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class InstalmentGuardsTest {
    @Inject
    Sql sql;

    @Inject
    BookInstalments booking;

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
    void anInstalmentStaysWhatWasAccepted() {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Lisbon"));
        Map<String, Object> request = Proposing.of(
                "request",
                "ben",
                "ann",
                "10.00",
                "instalments",
                List.of(
                        Map.of("dueDate", today.toString(), "amount", "4.00"),
                        Map.of("dueDate", today.plusDays(9).toString(), "amount", "6.00")));
        String id = proposals.proposed(ann, request);
        refused("UPDATE proposal SET accepted_amount = amount, state = 'accepted' WHERE proposal_id = ?", id);
        refused("UPDATE instalment SET state = 'released' WHERE proposal_id = ?", id);
        proposals.accept(ben, id, Map.of("instalments", true)).statusCode(200);
        refused("UPDATE instalment SET amount = 1 WHERE proposal_id = ?", id);
        refused("UPDATE instalment SET due_date = due_date + 1 WHERE proposal_id = ?", id);
        refused("UPDATE instalment SET levy_version = 7 WHERE proposal_id = ?", id);
        refused("UPDATE instalment SET state = 'proposed' WHERE proposal_id = ?", id);
        refused(
                "UPDATE instalment SET state = 'booked', trade_id = gen_random_uuid()"
                        + " WHERE proposal_id = ? AND instalment_no = 1",
                id);
        booking.runDue(Instant.now());
        refused(
                "UPDATE instalment SET state = 'pending', trade_id = NULL WHERE proposal_id = ? AND state = 'booked'",
                id);
        String twice = "UPDATE instalment i SET state = 'booked', trade_id = t.trade_id FROM proposal_trade t"
                + " WHERE i.proposal_id = ? AND t.proposal_id = i.proposal_id AND i.state = 'pending'";
        assertThatThrownBy(() -> sql.update(twice, UUID.fromString(id))).isInstanceOf(ProblemException.class);
    }

    @Test
    void noMoreIsBookedByARuleThanItSays() {
        String id = Api.as(ben, Map.of("payee", "ann", "perTrade", "5.00", "perMonth", "9.00"))
                .post(town.path("/members/ben/acceptance-rules"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        refused("UPDATE acceptance_rule_month SET booked = 901 WHERE rule_id = ?", id);
        refused("UPDATE acceptance_rule_month SET booked = 1 WHERE rule_id = ?", id);
        refused(
                "INSERT INTO acceptance_rule_month SELECT community_id, rule_id, '2030-01-01', 901"
                        + " FROM acceptance_rule WHERE rule_id = ?",
                id);
        refused("UPDATE acceptance_rule SET most_a_month = 1000 WHERE rule_id = ?", id);
        assertThat(sql.update("UPDATE acceptance_rule SET ended_at = now() WHERE rule_id = ?", UUID.fromString(id)))
                .isEqualTo(1);
        refused("UPDATE acceptance_rule SET ended_at = NULL WHERE rule_id = ?", id);
    }

    private void refused(String statement, String id) {
        assertThatThrownBy(() -> sql.update(statement, UUID.fromString(id)))
                .as(statement)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TS007"));
    }
}
