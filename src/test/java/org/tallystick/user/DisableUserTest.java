package org.tallystick.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.MailboxTestResource;

/** Operators disable and enable logins, and let new keys sign. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class DisableUserTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    @Test
    void aDisabledLoginIsOutAtOnceAndInAgainOnceEnabled() {
        String user = logins.user();
        String token = fixture.token(user);
        String operator = fixture.operatorToken();
        set(operator, user, "disabled", 200);
        assertThat(LoginFixture.status(token)).isEqualTo(401);
        assertThat(SecurityFixture.login(user, LoginFixture.PASSWORD).statusCode())
                .isEqualTo(400);
        given().auth()
                .oauth2(operator)
                .get("/v1/users/" + user)
                .then()
                .statusCode(200)
                .body("status", equalTo("disabled"))
                .body("communities", equalTo(List.of()));
        set(operator, user, "active", 200);
        assertThat(LoginFixture.status(token)).isEqualTo(401);
        assertThat(SecurityFixture.login(user, LoginFixture.PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyOperatorsDoAndNobodyToThemselves() {
        String user = logins.user();
        String operator = fixture.operatorToken();
        set(fixture.token(user), user, "disabled", 403);
        set(fixture.token(fixture.administrator(fixture.community())), user, "disabled", 403);
        set(operator, "operator", "disabled", 409);
        set(operator, "nobody-of-this-name", "disabled", 404);
        set(operator, user, "asleep", 400);
        LoginFixture.send("PUT", operator, "/v1/users/" + user + "/status", Map.of("status", "disabled"))
                .then()
                .statusCode(400);
    }

    @Test
    void aNewKeySignsAndWhatTheOldOneSignedIsGoodStill() {
        String before = fixture.operatorToken();
        given().auth()
                .oauth2(fixture.token(logins.user()))
                .post("/v1/keys/rotation")
                .then()
                .statusCode(403);
        String kid = given().auth()
                .oauth2(before)
                .post("/v1/keys/rotation")
                .then()
                .statusCode(200)
                .extract()
                .path("kid");
        assertThat(given().get("/oauth/jwks").<List<String>>path("keys.kid")).contains(kid);
        assertThat(LoginFixture.status(before)).isEqualTo(200);
        assertThat(LoginFixture.status(fixture.operatorToken())).isEqualTo(200);
    }

    private static void set(String token, String user, String status, int answer) {
        LoginFixture.send("PUT", token, "/v1/users/" + user + "/status", Map.of("status", status, "reason", "a test"))
                .then()
                .statusCode(answer);
    }
}
