package org.tallystick.user;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Several users act for one member, and one user for several. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class MembershipTest {
    private final String tom = Town.newName();
    private Town town;
    private String alice;

    @BeforeEach
    void aliceHasAHousehold() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
    }

    @Test
    void oneMemberHasAnOwnerASpenderAndAViewer() {
        String owner = town.join(alice, "alice", Map.of("role", "owner"), "o" + tom);
        String spender = town.join(alice, "alice", Map.of("role", "spender"), "s" + tom);
        String viewer = town.join(alice, "alice", Map.of("role", "viewer"), "v" + tom);
        town.get(viewer, "/members/alice/users")
                .statusCode(200)
                .body("users.username", containsInAnyOrder(own(), "o" + tom, "s" + tom, "v" + tom))
                .body("users.role", contains("owner", "owner", "spender", "viewer"));

        town.trade(owner, "alice", "bob", "1.00").statusCode(201);
        town.trade(spender, "alice", "bob", "1.00").statusCode(201).body("onBehalfOf", nullValue());
        town.trade(viewer, "alice", "bob", "1.00").statusCode(403);
        town.get(viewer, "/accounts/alice").statusCode(200).body("balance", equalTo("-2.00"));
        town.get(viewer, "/trades").statusCode(200).body("trades.size()", equalTo(2));
        town.get(viewer, "/members/bob/users").statusCode(403);

        town.invite(owner, "alice", Map.of("role", "viewer")).statusCode(201);
        town.invite(spender, "alice", Map.of("role", "viewer")).statusCode(403);
        change(spender, own(), "viewer").statusCode(403);
        change(spender, "s" + tom, "owner").statusCode(403);
        end(spender, own()).statusCode(403);
        end(viewer, "s" + tom).statusCode(403);
    }

    @Test
    void oneLoginActsForTwoMembers() {
        String token = town.join(alice, "alice", Map.of("role", "spender"), tom);
        Town.acceptAs(token, town.invited(town.operator(), "bob", Map.of("role", "owner")))
                .statusCode(200)
                .body("username", equalTo(tom));
        town.trade(token, "alice", "bob", "1.00").statusCode(201);
        town.trade(token, "bob", "alice", "1.00").statusCode(201);
        town.get(token, "/accounts/alice").statusCode(200);
        town.invite(token, "alice", Map.of("role", "viewer")).statusCode(403);
        town.invite(token, "bob", Map.of("role", "viewer")).statusCode(201);
        end(alice, tom).statusCode(204);
        town.trade(token, "alice", "bob", "1.00").statusCode(403);
        town.trade(token, "bob", "alice", "1.00").statusCode(201);
    }

    @Test
    void aChangedRoleHoldsWithTheNextRequest() {
        String token = town.join(alice, "alice", Map.of("role", "spender"), tom);
        town.trade(token, "alice", "bob", "1.00").statusCode(201);
        change(alice, tom, "viewer").statusCode(200).body("role", equalTo("viewer"));
        town.trade(token, "alice", "bob", "1.00").statusCode(403);
        change(alice, tom, "owner").statusCode(200);
        town.trade(token, "alice", "bob", "1.00").statusCode(201);
        change(alice, "nobody", "viewer").statusCode(404);
        change(alice, "bob@" + town.slug(), "viewer").statusCode(404);
        change(alice, tom, "king").statusCode(400).body("errors[0].field", equalTo("role"));
        town.get(town.operator(), "/changes?kind=membership")
                .body("changes[0].subject", equalTo("alice"))
                .body("changes[0].before.role", equalTo("viewer"))
                .body("changes[0].after.role", equalTo("owner"))
                .body("changes[0].reason", equalTo("decided"));
    }

    @Test
    void theLastOwnerStaysUnlessThoseWhoRunTheCommunityTakeThemAway() {
        end(alice, own()).statusCode(409).body("code", equalTo("state-conflict"));
        change(alice, own(), "viewer").statusCode(409);
        String owner = town.join(alice, "alice", Map.of("role", "owner"), tom);
        change(owner, own(), "viewer").statusCode(200);
        end(owner, tom).statusCode(409);
        end(town.operator(), tom).statusCode(204);
        town.get(owner, "/accounts/alice").statusCode(404);
        town.get(alice, "/accounts/alice").statusCode(200);
        change(alice, own(), "owner").statusCode(403);
    }

    @Test
    void anybodyLeavesAMemberThemselves() {
        String token = town.join(alice, "alice", Map.of("role", "viewer"), tom);
        Api.as(token)
                .delete(town.path("/members/alice/users/" + tom))
                .then()
                .statusCode(400)
                .body("errors.field", contains("reason"));
        end(token, tom).statusCode(204);
        town.get(token, "/accounts/alice").statusCode(404);
        end(alice, tom).statusCode(404);
    }

    @Test
    void anAdministratorWhoIsASpenderDoesNotWidenTheirOwnRole() {
        String token = town.join(alice, "alice", Map.of("role", "spender"), tom);
        Api.as(town.operator(), Map.of("username", tom, "role", "administrator", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
        change(token, tom, "owner").statusCode(403);
        change(token, own(), "viewer").statusCode(200);
        town.setLimits(token, "alice", "5000.00").statusCode(403);
    }

    @Test
    void theLoginOfAMemberThatWasDismissedIsNotInvitedBackAsTheMembersOwn() {
        end(town.operator(), own()).statusCode(204);
        town.invite(town.operator(), "alice", Map.of()).statusCode(409);
        town.invite(town.operator(), "alice", Map.of("role", "owner")).statusCode(201);
        town.get(town.operator(), "/changes?kind=membership").body("changes.before.user", hasItem(own()));
    }

    private String own() {
        return "alice@" + town.slug();
    }

    private ValidatableResponse change(String token, String username, String role) {
        return Api.as(token, Map.of("role", role, "reason", "decided"))
                .put(town.path("/members/alice/users/" + username))
                .then();
    }

    private ValidatableResponse end(String token, String username) {
        return Api.as(token)
                .queryParam("reason", "moved out")
                .delete(town.path("/members/alice/users/" + username))
                .then();
    }
}
