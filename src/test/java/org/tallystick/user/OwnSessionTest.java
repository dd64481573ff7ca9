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
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;

/** The sessions of one's own login, and strangers who fail in its name. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class OwnSessionTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    Mailbox mailbox;

    @Test
    void sessionsAreListedAndEnded() {
        String user = logins.user();
        String mine = login(user, "console");
        String phone = login(user, "phone");
        String third = login(user, "third");
        given().auth()
                .oauth2(mine)
                .get("/v1/me/sessions")
                .then()
                .statusCode(200)
                .body("sessions.label", equalTo(List.of("third", "phone", "console")))
                .body("sessions.current", equalTo(List.of(false, false, true)));
        String id = given().auth().oauth2(phone).get("/v1/me/sessions").path("sessions.find { it.current }.id");
        String stranger = fixture.token(logins.user());
        assertThat(end(stranger, "/" + id)).isEqualTo(404);
        assertThat(end(mine, "/no-id")).isEqualTo(404);
        assertThat(end(mine, "/" + id)).isEqualTo(204);
        assertThat(LoginFixture.status(phone)).isEqualTo(401);
        assertThat(end(mine, "")).isEqualTo(204);
        assertThat(LoginFixture.status(third)).isEqualTo(401);
        assertThat(LoginFixture.status(mine)).isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatComesTwiceIsToldToItsOwner() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        String token = SecurityFixture.login(user, LoginFixture.PASSWORD).path("refresh_token");
        assertThat(refresh("127.0.2.1", token)).isEqualTo(200);
        assertThat(refresh("127.0.2.1", token)).isEqualTo(400);
        assertThat(mailbox.awaitLetterTo(email).subject()).isEqualTo("One of your sessions was ended");
    }

    @Test
    void strangersWhoFailInANameDoNotLockItsOwnerOut() {
        String user = logins.user();
        String code = LoginFixture.codes(fixture.token(user)).get(0);
        // More than the bound, for it is made up for as time goes by; nine from each address, which has a bound of its
        // own.
        int refused = 0;
        for (int i = 0; refused == 0 && i < 200; i++) {
            int status = LoginFixture.login(LoginFixture.from("127.0.3." + (10 + i / 9)), user, "wrong password")
                    .statusCode();
            refused += status == 429 ? 1 : 0;
        }
        String strange = "127.0.3.9";
        assertThat(LoginFixture.login(LoginFixture.from(strange), user, "wrong password")
                        .statusCode())
                .isEqualTo(429);
        assertThat(SecurityFixture.login(user, LoginFixture.PASSWORD).statusCode())
                .isEqualTo(200);
        LoginFixture.from(strange)
                .contentType("application/json")
                .body(Map.of("username", user, "code", code, "password", LoginFixture.NEW_PASSWORD))
                .post("/v1/recoveries")
                .then()
                .statusCode(204);
        assertThat(LoginFixture.login(LoginFixture.from(strange), user, LoginFixture.NEW_PASSWORD)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoSendsRefreshTokensThatAreNoneKeepsNobodyElseOut() {
        String token =
                SecurityFixture.login(logins.user(), LoginFixture.PASSWORD).path("refresh_token");
        for (int i = 0; i < 60; i++) {
            assertThat(refresh("127.0.4." + (1 + i / 10), "none")).isEqualTo(400);
        }
        assertThat(refresh("127.0.4.1", "none")).isEqualTo(429);
        assertThat(refresh("127.0.4.99", token)).isEqualTo(200);
    }

    private static String login(String user, String program) {
        return LoginFixture.login(given().header("User-Agent", program), user, LoginFixture.PASSWORD)
                .path("access_token");
    }

    private static int end(String token, String path) {
        return given().auth().oauth2(token).delete("/v1/me/sessions" + path).statusCode();
    }

    private static int refresh(String address, String token) {
        return LoginFixture.from(address)
                .formParams("grant_type", "refresh_token", "refresh_token", token)
                .post("/oauth/token")
                .statusCode();
    }
}
