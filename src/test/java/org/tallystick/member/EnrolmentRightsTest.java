package org.tallystick.member;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Whoever enrols a member with limits of its own sets limits, and needs the right to. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class EnrolmentRightsTest {
    private Town town;

    @BeforeEach
    void aTown() {
        town = new Town();
    }

    @Test
    void anExchangeSystemWithoutTheScopeForLimitsEnrolsAtTheCurrencysOwn() {
        String system = town.client("site-" + town.slug(), "members:write");
        enrol(system, Map.of("creditLimit", "1000000.00")).statusCode(403).body("code", equalTo("forbidden"));
        enrol(system, Map.of("balanceCap", "1.00")).statusCode(403);
        enrol(system, Map.of()).statusCode(201);
        town.get(town.operator(), "/accounts/carol").body("creditLimit", equalTo("0.00"));
    }

    @Test
    void anExchangeSystemWithBothScopesAndALocalAdministratorEnrolWithLimits() {
        String system = town.client("site-" + town.slug(), "members:write", "limits:write");
        enrol(system, Map.of("creditLimit", "10.00")).statusCode(201);
        town.group("north");
        String local = town.localAdministrator("north");
        Api.as(local, Map.of("handle", "dave", "name", "Dave", "kind", "person", "creditLimit", "20.00"))
                .post(town.path("/members?group=north"))
                .then()
                .statusCode(201);
        town.get(town.operator(), "/accounts/dave").body("creditLimit", equalTo("20.00"));
    }

    private ValidatableResponse enrol(String token, Map<String, String> limits) {
        Map<String, String> member = new HashMap<>(limits);
        member.putAll(Map.of("handle", "carol", "name", "Carol", "kind", "person"));
        return Api.as(token, member).post(town.path("/members")).then();
    }
}
