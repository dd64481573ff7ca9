package org.tallystick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Limits of a file: every row is looked at before any is set, and the same file changes nothing. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ImportLimitsTest {
    private static final String IMPORT = "/limits/import";
    private static final String HEADER = "account,credit_limit,balance_cap,reason\n";

    private Town town;

    @BeforeEach
    void aTown() {
        town = new Town();
    }

    @Test
    void whatIsEmptyStaysAsItIsAndTheSameFileChangesNothing() {
        town.enrol("ann");
        town.enrol("ben");
        town.enrol("carl");
        String file = HEADER + "ann,200.00,,a good year\nben.HRS,5,40.00,hours\ncarl,100.00,none,as before\n";

        JsonPath dry = town.importFile(town.operator(), IMPORT + "?dryRun=true", file);
        assertThat(dry.getLong("changed")).isEqualTo(2);
        assertThat(dry.getLong("same")).isEqualTo(1);
        town.get(town.operator(), "/accounts/ann").body("creditLimit", equalTo("100.00"));

        JsonPath first = town.importFile(town.operator(), IMPORT, file);

        assertThat(first.getString("state")).isEqualTo("done");
        assertThat(first.getLong("changed")).isEqualTo(2);
        assertThat(first.getLong("done")).isEqualTo(3);
        town.get(town.operator(), "/accounts/ann")
                .body("creditLimit", equalTo("200.00"))
                .body("balanceCap", equalTo(null));
        town.get(town.operator(), "/accounts/ben.HRS")
                .body("creditLimit", equalTo("5.00"))
                .body("balanceCap", equalTo("40.00"));
        town.get(town.operator(), "/accounts/ben").body("creditLimit", equalTo("100.00"));
        town.get(town.operator(), "/changes?kind=limits")
                .body("changes.findAll { it.reason == 'a good year' }.subject", contains("ann"))
                .body("changes.findAll { it.reason == 'hours' }.subject", contains("ben.HRS"))
                .body("changes.findAll { it.reason == 'as before' }", hasSize(0));

        JsonPath again = town.importFile(town.operator(), IMPORT, file);

        assertThat(again.getLong("changed")).isZero();
        assertThat(again.getLong("same")).isEqualTo(3);
        town.get(town.operator(), "/accounts/ann/limits/history")
                .body("changes.findAll { it.reason == 'a good year' }", hasSize(1));
    }

    @Test
    void everyRowAtFaultIsNamedAndNoLimitIsSet() {
        town.enrol("ann");
        JsonPath job = town.importFile(
                town.operator(),
                IMPORT,
                HEADER + "ann,1.00,,why\nann.CRED,2.00,,why\nnobody,1.00,,why\nfund,1.00,,why\n"
                        + "ann.HRS,-1,1e3,\nx y,,,why\n");

        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getList("errors.collect { it.line + ' ' + it.column + ' ' + it.code }", String.class))
                .containsExactlyInAnyOrder(
                        "3 account duplicate",
                        "4 account unknown-account",
                        "5 account state-conflict",
                        "6 credit_limit malformed",
                        "6 balance_cap malformed",
                        "6 reason required",
                        "7 account malformed");
        town.get(town.operator(), "/accounts/ann").body("creditLimit", equalTo("100.00"));
    }

    @Test
    void nobodySetsTheLimitsOfAMemberTheyActForOrWhoIsNotTheirs() {
        town.group("north", new String[0]);
        town.enrol("ann");
        town.enrol("ben");
        town.enrol("carl");
        town.belong("north", "ann").statusCode(204);
        town.belong("north", "ben").statusCode(204);
        String local = town.localAdministrator("north");
        String invitation = town.invited(town.operator(), "ben", Map.of("role", "viewer"));
        Town.acceptAs(local, invitation).statusCode(200);

        JsonPath job = town.importFile(local, IMPORT, HEADER + "ann,1.00,,why\nben,1.00,,why\ncarl,1.00,,why\n");

        assertThat(job.getList("errors.collect { it.line + ' ' + it.column + ' ' + it.code }", String.class))
                .containsExactlyInAnyOrder("3 account forbidden", "4 account forbidden");
        town.get(town.operator(), "/accounts/ann").body("creditLimit", equalTo("100.00"));
        assertThat(town.importFile(local, IMPORT, HEADER + "ann,1.00,,why\n").getLong("changed"))
                .isEqualTo(1);
    }

    @Test
    void manyAccountsAreSetSomeAtATime() {
        StringBuilder members = new StringBuilder("handle,name,kind\n");
        StringBuilder limits = new StringBuilder(HEADER);
        for (int i = 0; i < 450; i++) {
            members.append("m").append(i).append(",M,person\n");
            limits.append("m").append(i).append(",").append(i + 1).append(",none,by lot\n");
        }
        town.importFile(town.operator(), "/members/import?reason=all", members.toString());

        JsonPath job = town.importFile(town.operator(), IMPORT, limits.toString());

        assertThat(job.getLong("changed")).isEqualTo(450);
        town.get(town.operator(), "/accounts/m449").body("creditLimit", equalTo("450.00"));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }
}
