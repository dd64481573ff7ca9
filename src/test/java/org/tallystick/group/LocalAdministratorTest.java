package org.tallystick.group;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
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

/** Alice lives in the north and bob in the south; the north has an administrator. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class LocalAdministratorTest {
    private static final Map<String, String> NO_ROLE = Map.of();

    private Town town;
    private String local;

    @BeforeEach
    void theNorthHasAnAdministrator() {
        town = new Town();
        town.enrol("alice");
        town.enrol("bob");
        town.group("north", "alice");
        town.group("south", "bob");
        local = town.localAdministrator("north");
    }

    @Test
    void seesAndChangesTheMembersOfTheGroupAlone() {
        town.get(local, "/accounts/alice").statusCode(200).body("creditLimit", equalTo("100.00"));
        town.get(local, "/accounts/bob").statusCode(404);
        town.get(local, "/accounts/fund").statusCode(404);
        town.get(local, "/accounts/bob/statement").statusCode(404);
        town.get(local, "/members/alice").statusCode(200).body("joined", notNullValue());
        town.get(local, "/members/bob").statusCode(200).body("joined", nullValue());
        town.get(local, "/members/alice/users").statusCode(200);
        town.get(local, "/members/bob/users").statusCode(403);
        town.get(local, "/groups/north/members").statusCode(200).body("members.handle", contains("alice"));
        town.get(local, "/changes?member=bob").statusCode(403);

        town.setLimits(local, "alice", "50.00").statusCode(200).body("creditLimit", equalTo("50.00"));
        town.setLimits(local, "bob", "50.00").statusCode(403);
        town.setLimits(local, "clearing.nowhere", "50.00").statusCode(404);
        rename(local, "alice").statusCode(200).body("name", equalTo("Another name"));
        rename(local, "bob").statusCode(403);
        status(local, "alice", "frozen").statusCode(200);
        status(local, "bob", "frozen").statusCode(403);
        town.trade(local, "alice", "bob", "1.00").statusCode(403);
        town.get(local, "/accounts/alice/limits/history").statusCode(200).body("changes", hasSize(2));
    }

    @Test
    void seesTheTradesOfTheGroupWithoutTheBalancesOfOthers() {
        town.trade(town.operator(), "alice", "bob", "1.00").statusCode(201);
        town.enrol("carol");
        town.trade(town.operator(), "carol", "bob", "1.00").statusCode(201);
        town.get(local, "/trades")
                .statusCode(200)
                .body("trades.payer", contains("alice"))
                .body("trades[0].entries.balanceAfter", contains("-1.00", null));
        town.get(local, "/trades?account=bob").statusCode(404);
    }

    @Test
    void enrolsIntoTheOwnGroupAlone() {
        enrol(local, "", "dan").statusCode(403);
        enrol(local, "?group=south", "dan").statusCode(403);
        enrol(local, "?group=nowhere", "dan").statusCode(400).body("errors[0].field", equalTo("group"));
        enrol(local, "?group=north", "dan").statusCode(201);
        town.get(local, "/accounts/dan").statusCode(200);
        town.get(local, "/groups/north/members").body("members.handle", contains("alice", "dan"));
        enrol(town.operator(), "?group=south", "eve").statusCode(201);
        town.get(local, "/accounts/eve").statusCode(404);
    }

    @Test
    void appointsNobodyAndMakesNoGroups() {
        Map<String, String> appointment = Map.of("username", Town.newName(), "reason", "a friend");
        Api.as(local, appointment)
                .post(town.path("/groups/north/administrators"))
                .then()
                .statusCode(403);
        Api.as(local, Map.of("username", Town.newName(), "role", "auditor", "reason", "a friend"))
                .post(town.path("/roles"))
                .then()
                .statusCode(403);
        Api.as(local)
                .queryParam("reason", "mine")
                .put(town.path("/groups/north/members/bob"))
                .then()
                .statusCode(403);
        Api.as(local, Map.of("code", "west", "name", "West", "reason", "mine"))
                .post(town.path("/groups"))
                .then()
                .statusCode(403);
        Api.as(local, Map.of("name", "till", "scopes", java.util.List.of("limits:write"), "reason", "mine"))
                .post(town.path("/clients"))
                .then()
                .statusCode(403);
    }

    @Test
    void reachEndsWithTheNextRequestWhenAMemberLeavesTheGroup() {
        town.get(local, "/accounts/alice").statusCode(200);
        String invitation = town.invited(local, "alice", Map.of("role", "viewer"));
        town.leave("north", "alice");
        town.get(local, "/accounts/alice").statusCode(404);
        town.setLimits(local, "alice", "50.00").statusCode(403);
        town.invite(local, "alice", Map.of("role", "viewer")).statusCode(403);
        accept(invitation).statusCode(404);
        town.belong("north", "bob").statusCode(204);
        town.get(local, "/accounts/bob").statusCode(200);
        town.belong("north", "nobody").statusCode(404);
        town.belong("nowhere", "bob").statusCode(404);
    }

    @Test
    void aDissolvedGroupHasNoAdministrator() {
        town.get(local, "").statusCode(200);
        Api.as(town.operator())
                .queryParam("reason", "merged")
                .delete(town.path("/groups/north"))
                .then()
                .statusCode(204);
        town.get(local, "").statusCode(404);
        town.get(town.operator(), "/roles").body("roles", hasSize(0));
        town.get(town.operator(), "/groups").body("groups.code", contains("south"));
        town.get(town.operator(), "/changes?kind=group").body("changes.subject", hasItems("north", "south"));
    }

    @Test
    void doesNotInviteALoginThatReachesFurther() {
        town.invite(local, "alice", NO_ROLE).statusCode(201);
        town.invite(local, "bob", NO_ROLE).statusCode(403);
        String alice = Api.login(town.operator(), town.slug(), "alice");
        Town.acceptAs(alice, town.invited(town.operator(), "bob", Map.of("role", "viewer")))
                .statusCode(200);
        town.invite(local, "alice", NO_ROLE).statusCode(403);
    }

    @Test
    void anInvitationIsVoidOnceTheLoginReachesFurther() {
        String invitation = town.invited(local, "alice", NO_ROLE);
        Api.as(town.operator(), Map.of("username", "alice@" + town.slug(), "role", "auditor", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
        Town.accept(Map.of("token", invitation, "password", "a password of somebody else"))
                .statusCode(404);
        town.invite(local, "alice", NO_ROLE).statusCode(403);
    }

    @Test
    void doesNotSetTheLimitsOrTheStatusOfAMemberForWhomTheyAct() {
        Town.acceptAs(local, town.invited(town.operator(), "alice", Map.of("role", "owner")))
                .statusCode(200);
        town.setLimits(local, "alice", "5000.00").statusCode(403);
        status(town.operator(), "alice", "frozen").statusCode(200);
        status(local, "alice", "active").statusCode(403);
        rename(local, "alice").statusCode(200);
    }

    private ValidatableResponse enrol(String token, String query, String handle) {
        return Api.as(token, Map.of("handle", handle, "name", handle, "kind", "person"))
                .post(town.path("/members" + query))
                .then();
    }

    private ValidatableResponse rename(String token, String handle) {
        return patch(token, handle, Map.of("name", "Another name", "reason", "married"));
    }

    private ValidatableResponse status(String token, String handle, String status) {
        return patch(token, handle, Map.of("status", status, "reason", "decided"));
    }

    private ValidatableResponse patch(String token, String handle, Map<String, String> change) {
        return Api.as(token, change)
                .header("If-Match", "*")
                .patch(town.path("/members/" + handle))
                .then();
    }

    private static ValidatableResponse accept(String invitation) {
        String username = Town.newName();
        return Town.accept(Map.of("token", invitation, "username", username, "password", Town.password(username)));
    }
}
