package org.tallystick.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Who changed what, when and why. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AuditLogTest {
    private Town town;
    private String alice;

    @BeforeEach
    void someChanges() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.group("north", "alice");
        town.setLimits(town.operator(), "alice.HRS", "5.00").statusCode(200);
        town.settings(Map.of("balances", "members"));
    }

    @Test
    void everythingIsThereUnderTheNameThatPeopleKnow() {
        town.get(town.operator(), "/changes")
                .statusCode(200)
                .body("changes[0].kind", equalTo("community"))
                .body("changes[0].subject", equalTo(town.slug()))
                .body("changes[0].changedBy", equalTo("operator"))
                .body("changes[0].reason", equalTo("decided"))
                .body("changes[0].before.settings.balances", equalTo("private"))
                .body("changes[1].kind", equalTo("limits"))
                .body("changes[1].subject", equalTo("alice.HRS"))
                .body("changes[1].after.creditLimit", equalTo("5.00"))
                .body("changes.subject", hasItems("alice", "north", "alice@" + town.slug()));
        town.get(town.operator(), "/changes?kind=member")
                .body("changes.subject", everyItem(equalTo("alice")))
                .body("changes.kind", contains("member"))
                .body("changes[0].before", nullValue());
        town.get(town.operator(), "/changes?kind=nonsense").statusCode(400).body("errors[0].field", equalTo("kind"));
    }

    @Test
    void aPageLeadsToTheNext() {
        String cursor = town.get(town.operator(), "/changes?kind=limits&limit=1")
                .statusCode(200)
                .body("changes.subject", contains("alice.HRS"))
                .extract()
                .path("nextCursor");
        town.get(town.operator(), "/changes?kind=limits&limit=1&cursor=" + cursor)
                .statusCode(200)
                .body("changes.subject", contains("alice"))
                .body("nextCursor", nullValue());
        town.get(town.operator(), "/changes?cursor=x").statusCode(400).body("errors[0].field", equalTo("cursor"));
    }

    @Test
    void administratorsAndAuditorsSeeAllOfItAndMediatorsAndProgramsNothing() {
        town.get(town.appoint("administrator"), "/changes?kind=group").body("changes", hasSize(2));
        town.get(town.appoint("auditor"), "/changes?kind=group").body("changes", hasSize(2));
        town.get(town.appoint("mediator"), "/changes").statusCode(403);
        town.get(town.client("till-" + town.slug(), "accounts:read", "members:write"), "/changes")
                .statusCode(403);
    }

    @Test
    void membersSeeWhatConcernsThemAndTheRulesAndNothingOfOthers() {
        String bob = town.member("bob", "10.00");
        town.get(alice, "/changes")
                .statusCode(200)
                .body("changes.kind", hasItems("community", "limits", "member"))
                .body("changes.member.findAll { it != null }", everyItem(equalTo("alice")))
                .body("changes.program", everyItem(nullValue()));
        town.get(bob, "/changes?kind=limits").body("changes.subject", contains("bob"));
        town.get(bob, "/changes?member=alice").statusCode(403);
        town.get(bob, "/changes?member=bob").statusCode(200).body("changes.member", everyItem(equalTo("bob")));
        town.get(town.localAdministrator("north"), "/changes?kind=limits")
                .body("changes.member", everyItem(equalTo("alice")));
    }

    @Test
    void itIsFilteredByMemberByWhomAndByDay() {
        town.setLimits(town.appoint("administrator"), "alice", "7.00").statusCode(200);
        town.get(town.operator(), "/changes?by=operator&kind=limits")
                .body("changes.changedBy", everyItem(equalTo("operator")));
        town.get(town.operator(), "/changes?by=nobody").body("changes", hasSize(0));
        town.get(town.operator(), "/changes?member=alice&kind=limits&limit=1")
                .body("changes[0].after.creditLimit", equalTo("7.00"));
        town.get(town.operator(), "/changes?to=2020-01-01").body("changes", hasSize(0));
        town.get(town.operator(), "/changes?from=2020-01-01&to=2099-01-01&kind=group")
                .body("changes", hasSize(2));
        town.get(town.operator(), "/changes?from=2020-01-02&to=2020-01-01")
                .statusCode(400)
                .body("errors[0].field", equalTo("to"));
        town.get(town.operator(), "/changes?member=nobody").statusCode(404);
    }

    @Test
    void aTradeThatWasRecordedByAnOfficeIsAmongThem() {
        town.member("bob", "10.00");
        town.trade(town.operator(), "alice", "bob", "1.50").statusCode(201).body("mediated", equalTo(true));
        town.trade(alice, "alice", "bob", "1.00").statusCode(201).body("mediated", nullValue());
        town.get(town.operator(), "/changes?kind=trade")
                .body("changes", hasSize(1))
                .body("changes[0].member", equalTo("alice"))
                .body("changes[0].after.payer", equalTo("alice"))
                .body("changes[0].after.payee", equalTo("bob"))
                .body("changes[0].after.amount", equalTo("1.50"));
        town.get(Api.login(town.operator(), town.slug(), "bob"), "/changes?kind=trade")
                .body("changes", hasSize(1));
        town.get(alice, "/accounts/alice/statement").body("entries.mediated", contains(true, null));
        town.enrol("carol");
        town.get(Api.login(town.operator(), town.slug(), "carol"), "/changes?kind=trade")
                .body("changes", hasSize(0));
    }

    @Test
    void itIsExportedWhole() {
        String csv = Api.as(town.operator())
                .get(town.path("/changes/export?kind=limits"))
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv.lines())
                .hasSize(3)
                .first()
                .isEqualTo("id,changedAt,changedBy,program,kind,subject,member,reason,before,after");
        assertThat(csv).contains(",operator,", ",limits,alice.HRS,alice,asked for,");
    }

    @Test
    void whatAnOperatorDoesBeyondAnyCommunityIsKeptToo() {
        String kid = Api.as(town.operator())
                .post("/v1/keys/rotation")
                .then()
                .statusCode(200)
                .extract()
                .path("kid");
        Api.as(town.operator())
                .get("/v1/changes?kind=key")
                .then()
                .statusCode(200)
                .body("changes[0].subject", equalTo(kid))
                .body("changes[0].changedBy", equalTo("operator"));
        Api.as(town.appoint("administrator")).get("/v1/changes").then().statusCode(403);
    }
}
