package org.tallystick.role;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What auditors, mediators and administrators may do over the API, and what not. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class OfficesTest {
    private Town town;
    private String alice;

    @BeforeEach
    void aliceAndBobTrade() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
        town.trade(alice, "alice", "bob", "3.00").statusCode(201);
    }

    @Test
    void anAuditorReadsEverything() {
        String auditor = town.appoint("auditor");
        town.get(auditor, "/accounts/bob").statusCode(200).body("available", equalTo("103.00"));
        town.get(auditor, "/accounts/fund").statusCode(200);
        town.get(auditor, "/accounts/bob/statement").statusCode(200);
        town.get(auditor, "/accounts/bob/limits/history").statusCode(200);
        town.get(auditor, "/trades").statusCode(200).body("trades", hasSize(1));
        town.get(auditor, "/changes").statusCode(200);
        town.get(auditor, "/members/bob").statusCode(200).body("email", nullValue());
        town.get(auditor, "/members/bob/users").statusCode(200).body("users.role", contains("owner"));
        town.get(auditor, "/members/bob/consents").statusCode(200);
        town.get(auditor, "/clients").statusCode(200);
        town.get(auditor, "/roles").statusCode(200).body("roles.role", contains("auditor"));
        town.get(auditor, "/verification").statusCode(200);
    }

    @Test
    void anAuditorChangesNothing() {
        String auditor = town.appoint("auditor");
        String trade = town.trade(alice, "alice", "bob", "1.00").extract().path("id");
        String why = "?reason=none";
        for (String path : List.of(
                "/members",
                "/members/bob/invitations",
                "/roles",
                "/groups",
                "/groups/north/administrators",
                "/clients",
                "/clients/till/secret",
                "/trades",
                "/trades/batch",
                "/trades/" + trade + "/reversal",
                "/currencies")) {
            Api.as(auditor, Map.of()).post(town.path(path)).then().statusCode(403);
        }
        for (String path : List.of("/accounts/bob/limits", "/members/bob/users/bob@" + town.slug(), "/clients/till")) {
            Api.as(auditor, Map.of()).put(town.path(path)).then().statusCode(403);
        }
        Api.as(auditor).put(town.path("/groups/north/members/bob" + why)).then().statusCode(403);
        Api.as(auditor).put(town.path("/members/bob/consents/till")).then().statusCode(403);
        for (String path : List.of("", "/members/bob", "/groups/north")) {
            Api.as(auditor, Map.of()).patch(town.path(path)).then().statusCode(403);
        }
        for (String path : List.of(
                "/members/bob/users/bob@" + town.slug(),
                "/members/bob/consents/till",
                "/roles/auditor/nobody",
                "/groups/north",
                "/groups/north/members/bob",
                "/groups/north/administrators/nobody",
                "/clients/till")) {
            Api.as(auditor).delete(town.path(path + why)).then().statusCode(403);
        }
    }

    @Test
    void aMediatorRecordsForAnybodyAndSeesThoseTradesAndNoOthers() {
        String mediator = town.appoint("mediator");
        String own = town.trade(mediator, "bob", "alice", "2.00")
                .statusCode(201)
                .body("onBehalfOf", equalTo("bob"))
                .body("entries.balanceAfter", contains(nullValue(), nullValue()))
                .extract()
                .path("id");
        String others = town.get(alice, "/trades").extract().path("trades[1].id");

        town.get(mediator, "/trades").statusCode(200).body("trades.id", contains(own));
        town.get(mediator, "/trades/" + own).statusCode(200);
        town.get(mediator, "/trades/" + others).statusCode(404);
        town.get(mediator, "/trades?account=bob").statusCode(404);
        town.get(mediator, "/accounts/bob").statusCode(403);
        town.get(mediator, "/members/bob/accounts").statusCode(403);
        town.get(mediator, "/accounts/bob/statement").statusCode(403);
        town.get(mediator, "/members/bob").statusCode(200);
        town.get(mediator, "/members/bob/users").statusCode(403);
        town.get(mediator, "/changes").statusCode(403);
        town.trade(mediator, "bob", "alice", "500.00")
                .statusCode(422)
                .body("code", equalTo("credit-limit-exceeded"))
                .body("available", nullValue());
        town.trade(mediator, "nobody", "alice", "1.00").statusCode(422).body("code", equalTo("unknown-account"));
        town.trade(mediator, "fund", "alice", "1.00").statusCode(403);
        Api.as(mediator, Map.of("reason", "no"))
                .header("Idempotency-Key", UUID.randomUUID())
                .post(town.path("/trades/" + own + "/reversal"))
                .then()
                .statusCode(403);
    }

    @Test
    void aMediatorDoesNotPayAMemberForWhomTheyAct() {
        String username = Town.newName();
        String mediator = town.join(town.operator(), "bob", Map.of("role", "viewer"), username);
        Api.as(town.operator(), Map.of("username", username, "role", "mediator", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
        town.trade(mediator, "alice", "bob", "1.00").statusCode(403);
        town.trade(mediator, "bob", "alice", "1.00").statusCode(201).body("onBehalfOf", equalTo("bob"));
        town.get(mediator, "/trades").statusCode(200).body("trades", hasSize(2));
    }

    @Test
    void anAdministratorRecordsForOthersWhereAdministratorsMediate() {
        String administrator = town.appoint("administrator");
        town.trade(administrator, "bob", "alice", "1.00").statusCode(403);
        town.trade(administrator, "nobody", "alice", "1.00").statusCode(403);
        town.settings(Map.of("mediation", "administrators"));
        town.trade(administrator, "bob", "alice", "1.00").statusCode(201).body("onBehalfOf", equalTo("bob"));
        town.settings(Map.of("mediation", "none"));
        town.trade(administrator, "bob", "alice", "1.00").statusCode(403);
    }

    @Test
    void anOfficeEndsWithTheNextRequest() {
        String username = Town.newName();
        String auditor = town.join(town.operator(), "bob", Map.of("role", "viewer"), username);
        town.get(auditor, "/verification").statusCode(403);
        Api.as(town.operator(), Map.of("username", username, "role", "auditor", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
        town.get(auditor, "/verification").statusCode(200);
        Api.as(town.operator())
                .queryParam("reason", "term ended")
                .delete(town.path("/roles/auditor/" + username))
                .then()
                .statusCode(204);
        town.get(auditor, "/verification").statusCode(403);
        town.get(auditor, "/accounts/bob").statusCode(200);
    }

    @Test
    void everybodyMaySeeWhoHoldsWhichOffice() {
        town.group("north", "bob");
        town.appoint("mediator");
        town.localAdministrator("north");
        town.get(alice, "/roles")
                .statusCode(200)
                .body("roles.role", containsInAnyOrder("mediator", "local-administrator"))
                .body("roles.group", containsInAnyOrder(null, "north"));
    }
}
