package org.tallystick.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;

/** Somebody in the meeting hall sends what is no good; all others there go on. Each test is a hall with an address of its own. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class SharedAddressTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    Mailbox mailbox;

    @Test
    void aGoodRefreshTokenIsTakenWhateverOthersSend() {
        String hall = "127.0.5.1";
        String user = logins.user();
        String token = SecurityFixture.login(user, LoginFixture.PASSWORD).path("refresh_token");
        sendUntilRefused(() -> refresh(hall, "none"));
        assertThat(refresh(hall, token).statusCode()).isEqualTo(200);
        assertThat(refresh(hall, "none").statusCode()).isEqualTo(429);
        assertNewcomersComeIn(hall);
    }

    @Test
    void aGoodInvitationIsTakenUpWhateverOthersSend() {
        String hall = "127.0.5.2";
        String slug = fixture.community();
        String handle = fixture.member(slug);
        String invitation = Api.as(fixture.operatorToken(), Map.of())
                .post("/v1/communities/" + slug + "/members/" + handle + "/invitations")
                .path("token");
        sendUntilRefused(() -> accept(hall, "none"));
        assertThat(accept(hall, invitation).statusCode()).isEqualTo(200);
        assertNewcomersComeIn(hall);
    }

    @Test
    void aGoodLetterSetsThePasswordWhateverOthersSend() {
        String hall = "127.0.5.3";
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        for (int i = 0; i < 110; i++) {
            assertThat(ask(hall, "nobody-" + i)).isEqualTo(202);
        }
        assertThat(ask(hall, user)).isEqualTo(202);
        String token = LoginFixture.tokens(mailbox.awaitLetterTo(email)).get(0);
        sendUntilRefused(() -> reset(hall, "none"));
        assertThat(reset(hall, token).statusCode()).isEqualTo(204);
        assertNewcomersComeIn(hall);
    }

    @Test
    void aGoodCodeOnPaperRecoversALoginWhateverOthersSendInItsName() {
        String hall = "127.0.5.4";
        String user = logins.user();
        String code = LoginFixture.codes(fixture.token(user)).get(0);
        sendUntilRefused(() -> recover(hall, user, "0000-0000-0000-0000"));
        assertThat(recover(hall, user, code).statusCode()).isEqualTo(204);
        assertNewcomersComeIn(hall);
    }

    @Test
    void whoeverCameInFromHereBeforeComesInAndLogsOutWhateverOthersGuess() {
        String hall = "127.0.5.5";
        String known = logins.user();
        String token = LoginFixture.login(LoginFixture.from(hall), known, LoginFixture.PASSWORD)
                .path("refresh_token");
        int[] count = {0};
        for (int i = 0; i < 100; i++) {
            login(hall, "nobody-" + count[0]++, "wrong password");
        }
        sendUntilRefused(() -> login(hall, "nobody-" + count[0]++, "wrong password"));
        assertThat(login(hall, logins.user(), LoginFixture.PASSWORD).statusCode())
                .isEqualTo(429);

        assertThat(login(hall, known, LoginFixture.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(LoginFixture.from(hall)
                        .formParam("token", token)
                        .post("/oauth/revoke")
                        .statusCode())
                .isEqualTo(200);
        assertThat(refresh("127.0.5.99", token).statusCode()).isEqualTo(400);
    }

    private interface Sending {
        Response send();
    }

    private static void sendUntilRefused(Sending sending) {
        for (int i = 0; i < 60; i++) {
            if (sending.send().statusCode() == 429) {
                return;
            }
        }
        throw new AssertionError("was never refused");
    }

    /** What was sent counts for nothing else. */
    private void assertNewcomersComeIn(String hall) {
        assertThat(login(hall, logins.user(), LoginFixture.PASSWORD).statusCode())
                .isEqualTo(200);
    }

    private static Response login(String hall, String user, String password) {
        return LoginFixture.login(LoginFixture.from(hall), user, password);
    }

    private static Response refresh(String hall, String token) {
        return LoginFixture.from(hall)
                .formParams("grant_type", "refresh_token", "refresh_token", token)
                .post("/oauth/token");
    }

    private static Response accept(String hall, String token) {
        return post(hall, "/v1/invitations/acceptance", Map.of("token", token, "password", LoginFixture.NEW_PASSWORD));
    }

    private static int ask(String hall, String login) {
        return post(hall, "/v1/password-resets", Map.of("login", login)).statusCode();
    }

    private static Response reset(String hall, String token) {
        return post(
                hall, "/v1/password-resets/acceptance", Map.of("token", token, "password", LoginFixture.NEW_PASSWORD));
    }

    private static Response recover(String hall, String user, String code) {
        return post(
                hall, "/v1/recoveries", Map.of("username", user, "code", code, "password", LoginFixture.NEW_PASSWORD));
    }

    private static Response post(String hall, String path, Map<String, String> body) {
        return LoginFixture.from(hall).contentType(ContentType.JSON).body(body).post(path);
    }
}
