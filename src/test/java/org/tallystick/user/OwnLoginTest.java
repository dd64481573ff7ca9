package org.tallystick.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;

/** The password and the e-mail address of one's own login. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class OwnLoginTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    Mailbox mailbox;

    @Test
    void anotherPasswordNeedsTheOldOneAndEndsAllOtherSessions() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        String mine = fixture.token(user);
        String other = fixture.token(user);

        LoginFixture.send("PUT", mine, "/v1/me/password", change("wrong password", LoginFixture.NEW_PASSWORD))
                .then()
                .statusCode(403)
                .body("errors[0].field", equalTo("password"));
        LoginFixture.send("PUT", mine, "/v1/me/password", change(LoginFixture.PASSWORD, "short"))
                .then()
                .statusCode(400);
        assertThat(LoginFixture.status(other)).isEqualTo(200);

        LoginFixture.send("PUT", mine, "/v1/me/password", change(LoginFixture.PASSWORD, LoginFixture.NEW_PASSWORD))
                .then()
                .statusCode(204);

        assertThat(LoginFixture.status(mine)).isEqualTo(200);
        assertThat(LoginFixture.status(other)).isEqualTo(401);
        assertThat(SecurityFixture.login(user, LoginFixture.PASSWORD).statusCode())
                .isEqualTo(400);
        assertThat(SecurityFixture.login(user, LoginFixture.NEW_PASSWORD).statusCode())
                .isEqualTo(200);
        assertThat(mailbox.awaitLetterTo(email).subject()).isEqualTo("Your password was changed");
    }

    @Test
    void wrongPasswordsOfAChangeCountAsThoseOfALoginDo() {
        String user = logins.user();
        String token = fixture.token(user);
        for (int i = 0; i < 10; i++) {
            LoginFixture.send("PUT", token, "/v1/me/password", change("wrong password", LoginFixture.NEW_PASSWORD))
                    .then()
                    .statusCode(403);
        }
        LoginFixture.send("PUT", token, "/v1/me/password", change(LoginFixture.PASSWORD, LoginFixture.NEW_PASSWORD))
                .then()
                .statusCode(429);
        assertThat(SecurityFixture.login(user, LoginFixture.PASSWORD).statusCode())
                .isEqualTo(429);
    }

    @Test
    void anAddressIsTheLoginsOnceItsLetterWasAnswered() {
        String user = logins.user();
        String before = LoginFixture.newEmail();
        String after = LoginFixture.newEmail();
        logins.confirmed(user, before);
        String token = fixture.token(user);
        LoginFixture.send("PUT", token, "/v1/me/email", Map.of("password", "wrong password", "email", after))
                .then()
                .statusCode(403);
        LoginFixture.send("PUT", token, "/v1/me/email", Map.of("password", LoginFixture.PASSWORD, "email", "a@-"))
                .then()
                .statusCode(400);
        LoginFixture.send("PUT", token, "/v1/me/email", Map.of("password", LoginFixture.PASSWORD, "email", after))
                .then()
                .statusCode(202);
        String secret = LoginFixture.tokens(mailbox.awaitLetterTo(after)).get(0);
        given().auth().oauth2(token).get("/v1/me").then().body("login.email", equalTo(before));

        LoginFixture.post("/v1/email-confirmations", Map.of("token", "x".repeat(43)))
                .then()
                .statusCode(404);
        LoginFixture.post("/v1/email-confirmations", Map.of("token", secret))
                .then()
                .statusCode(204);
        LoginFixture.post("/v1/email-confirmations", Map.of("token", secret))
                .then()
                .statusCode(404);

        given().auth().oauth2(token).get("/v1/me").then().body("login.email", equalTo(after));
        assertThat(mailbox.awaitLetterTo(before).subject()).isEqualTo("Your e-mail address was changed");
    }

    @Test
    void aLetterThatIsTooOldConfirmsNothing() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        String secret = askToConfirm(user, email);
        fixture.execute(
                "UPDATE login_token SET expires_at = now() - interval '1 second' WHERE user_id = ?",
                fixture.userId(user));
        LoginFixture.post("/v1/email-confirmations", Map.of("token", secret))
                .then()
                .statusCode(404);
    }

    @Test
    void whoeverKnewTheOldPasswordConfirmsNoAddressAfterwards() {
        String user = logins.user();
        String secret = askToConfirm(user, LoginFixture.newEmail());
        LoginFixture.send(
                        "PUT",
                        fixture.token(user),
                        "/v1/me/password",
                        change(LoginFixture.PASSWORD, LoginFixture.NEW_PASSWORD))
                .then()
                .statusCode(204);
        LoginFixture.post("/v1/email-confirmations", Map.of("token", secret))
                .then()
                .statusCode(404);
    }

    private String askToConfirm(String user, String email) {
        LoginFixture.send(
                        "PUT",
                        fixture.token(user),
                        "/v1/me/email",
                        Map.of("password", LoginFixture.PASSWORD, "email", email))
                .then()
                .statusCode(202);
        return LoginFixture.tokens(mailbox.awaitLetterTo(email)).get(0);
    }

    private static Map<String, String> change(String password, String wanted) {
        return Map.of("password", password, "newPassword", wanted);
    }
}
