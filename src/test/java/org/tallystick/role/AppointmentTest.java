package org.tallystick.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

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

/** Whom an administrator may appoint, and how an office is given up: Maple has an administrator, Bob lives in Birch. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AppointmentTest {
    private Town maple;
    private Town birch;
    private String administrator;
    private String bob;

    @BeforeEach
    void bobLivesInBirch() {
        maple = new Town();
        birch = new Town();
        maple.enrol("alice");
        maple.group("north", "alice");
        administrator = maple.appoint("administrator");
        birch.enrol("bob");
        bob = "bob@" + birch.slug();
    }

    @Test
    void anAdministratorAppointsNobodyOfAnotherCommunity() {
        String ofBirch = birch.appoint("administrator");
        String invitation = birch.invited(ofBirch, "bob", Map.of());
        String auditor = nameOf(birch.appoint("auditor"));

        for (String username : new String[] {bob, auditor, "operator"}) {
            appoint(administrator, username, "auditor").statusCode(400).body("errors[0].field", equalTo("username"));
            appointLocal(administrator, username).statusCode(400).body("errors[0].field", equalTo("username"));
        }

        assertThat(maple.get(maple.operator(), "/roles").extract().<Integer>path("roles.size()"))
                .isEqualTo(1);
        Town.accept(Map.of("token", invitation, "password", Town.password("bob")))
                .statusCode(200);
        birch.invite(ofBirch, "bob", Map.of()).statusCode(201);
    }

    @Test
    void anAdministratorDoesNotLearnWhoIsAMemberElsewhere() {
        birch.invited(birch.operator(), "bob", Map.of());
        String nobody = "nobody@" + birch.slug();

        assertThat(appoint(administrator, bob, "auditor").extract().asString())
                .isEqualTo(appoint(administrator, nobody, "auditor").extract().asString());
        assertThat(appointLocal(administrator, bob).extract().asString())
                .isEqualTo(appointLocal(administrator, nobody).extract().asString());
    }

    @Test
    void anOperatorAppointsWhoIsOfAnotherCommunity() {
        birch.invited(birch.operator(), "bob", Map.of());
        appoint(maple.operator(), bob, "auditor").statusCode(201);
        appointLocal(maple.operator(), bob).statusCode(201);
    }

    @Test
    void anAdministratorAppointsWhoHasASayHereAndWhoIsNew() {
        String alice = Api.login(maple.operator(), maple.slug(), "alice");
        appoint(administrator, nameOf(alice), "auditor").statusCode(201);
        appointLocal(administrator, nameOf(alice)).statusCode(201);
        appoint(administrator, nameOf(administrator), "mediator").statusCode(201);
        appoint(administrator, Town.newName(), "auditor").statusCode(201);
    }

    @Test
    void whoHasAnOfficeGivesItUp() {
        String auditor = maple.appoint("auditor");
        String mediator = maple.appoint("mediator");
        String local = maple.localAdministrator("north");

        give(auditor, "/roles/mediator/" + nameOf(mediator)).statusCode(403);
        give(auditor, "/groups/north/administrators/" + nameOf(local)).statusCode(403);
        give(auditor, "/roles/mediator/" + nameOf(auditor)).statusCode(404);

        give(auditor, "/roles/auditor/" + nameOf(auditor)).statusCode(204);
        give(mediator, "/roles/mediator/" + nameOf(mediator)).statusCode(204);
        give(local, "/groups/north/administrators/" + nameOf(local)).statusCode(204);
        maple.get(auditor, "/changes").statusCode(404);
        maple.get(administrator, "/roles").body("roles", hasSize(1));
    }

    @Test
    void theLastAdministratorDoesNotGiveItUp() {
        give(administrator, "/roles/administrator/" + nameOf(administrator)).statusCode(409);
        String other = maple.appoint("administrator");
        give(administrator, "/roles/administrator/" + nameOf(administrator)).statusCode(204);
        give(other, "/roles/administrator/" + nameOf(other)).statusCode(409);
    }

    @Test
    void anExchangeSystemOfTheSameNameGivesNobodysOfficeUp() {
        String auditor = nameOf(maple.appoint("auditor"));
        String client = maple.client(auditor, "accounts:read");
        give(client, "/roles/auditor/" + auditor).statusCode(403);
    }

    private ValidatableResponse appoint(String by, String username, String role) {
        return Api.as(by, Map.of("username", username, "role", role, "reason", "elected"))
                .post(maple.path("/roles"))
                .then();
    }

    private ValidatableResponse appointLocal(String by, String username) {
        return Api.as(by, Map.of("username", username, "reason", "elected"))
                .post(maple.path("/groups/north/administrators"))
                .then();
    }

    private ValidatableResponse give(String token, String path) {
        return Api.as(token)
                .queryParam("reason", "no time any more")
                .delete(maple.path(path))
                .then();
    }

    private static String nameOf(String token) {
        return Api.as(token).get("/v1/me").then().statusCode(200).extract().path("name");
    }
}
