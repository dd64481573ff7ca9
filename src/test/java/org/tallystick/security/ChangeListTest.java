package org.tallystick.security;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Who changed what, when and why. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ChangeListTest {
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
    void administratorsAndAuditorsSeeItAndOthersDoNot() {
        town.get(town.appoint("administrator"), "/changes").statusCode(200);
        town.get(town.appoint("auditor"), "/changes").statusCode(200);
        town.get(town.appoint("mediator"), "/changes").statusCode(403);
        town.get(town.localAdministrator("north"), "/changes").statusCode(403);
        town.get(alice, "/changes").statusCode(403);
        town.get(town.client("till-" + town.slug(), "accounts:read", "members:write"), "/changes")
                .statusCode(403);
    }
}
