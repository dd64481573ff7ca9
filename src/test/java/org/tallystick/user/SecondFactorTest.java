package org.tallystick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.security.Totp;
import org.tallystick.security.TotpSecret;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.MailboxTestResource;

/** The second factor, and the codes on paper that stand in for it and for a lost password. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class SecondFactorTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    @Test
    void aSecondFactorIsAskedForOnlyOnceThePasswordIsRight() {
        String user = logins.user();
        TotpSecret secret = logins.withSecondFactor(user, fixture.token(user));
        String wrong = SecurityFixture.login(user, "wrong password")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"))
                .extract()
                .asString();
        SecurityFixture.login(user, LoginFixture.PASSWORD)
                .then()
                .statusCode(400)
                .body("error", equalTo("mfa_required"));
        assertThat(LoginFixture.loginWithCode(user, LoginFixture.PASSWORD, "not a code")
                        .asString())
                .isEqualTo(wrong);
        String code = Totp.code(secret, Instant.now());
        LoginFixture.loginWithCode(user, "wrong password", code).then().statusCode(400);
        LoginFixture.loginWithCode(user, LoginFixture.PASSWORD, code).then().statusCode(200);
        LoginFixture.loginWithCode(user, LoginFixture.PASSWORD, code).then().statusCode(400);
    }

    @Test
    void ofManyThatBringOneCodeAtOnceOneComesIn() throws Exception {
        String user = logins.user();
        TotpSecret secret = logins.withSecondFactor(user, fixture.token(user));
        String code = Totp.code(secret, Instant.now());
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            Callable<Integer> attempt = () -> LoginFixture.loginWithCode(user, LoginFixture.PASSWORD, code)
                    .statusCode();
            int in = 0;
            for (Future<Integer> answer : threads.invokeAll(List.of(attempt, attempt, attempt, attempt, attempt))) {
                in += answer.get() == 200 ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void codesAreBoundedByTheHour() {
        String user = logins.user();
        TotpSecret secret = logins.withSecondFactor(user, fixture.token(user));
        for (int i = 0; i < 10; i++) {
            LoginFixture.loginWithCode(user, LoginFixture.PASSWORD, "no code")
                    .then()
                    .statusCode(400);
        }
        LoginFixture.loginWithCode(user, LoginFixture.PASSWORD, Totp.code(secret, Instant.now()))
                .then()
                .statusCode(429);
    }

    @Test
    void theSecretIsSealedAndIsNotInForceUntilItIsConfirmed() {
        String user = logins.user();
        String token = fixture.token(user);
        Map<String, String> proof = Map.of("password", LoginFixture.PASSWORD);
        LoginFixture.send("POST", token, "/v1/me/totp", Map.of("password", "wrong password"))
                .then()
                .statusCode(403);
        String base32 = LoginFixture.send("POST", token, "/v1/me/totp", proof).path("secret");
        byte[] bytes = TotpSecret.parse(base32).orElseThrow().bytes();
        assertThat(fixture.query("SELECT position(? in totp_secret) FROM app_user WHERE username = ?", bytes, user))
                .isEqualTo("0");
        LoginFixture.send("PUT", token, "/v1/me/totp", Map.of("code", "000 00x"))
                .then()
                .statusCode(400);
        assertThat(SecurityFixture.login(user, LoginFixture.PASSWORD).statusCode())
                .isEqualTo(200);
        logins.withSecondFactor(user, token);
        LoginFixture.send("POST", token, "/v1/me/totp", Map.of("password", LoginFixture.PASSWORD))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("otp"));
    }

    @Test
    void itsRemovalNeedsThePasswordAndACode() {
        String user = logins.user();
        String token = fixture.token(user);
        List<String> codes = LoginFixture.codes(token);
        logins.withSecondFactor(user, token);
        removal(token, Map.of("password", LoginFixture.PASSWORD), 400);
        removal(token, Map.of("password", LoginFixture.PASSWORD, "otp", "wrong"), 403);
        removal(token, Map.of("password", "wrong password", "otp", codes.get(0)), 403);
        LoginFixture.loginWithCode(user, LoginFixture.PASSWORD, codes.get(0))
                .then()
                .statusCode(200);
        removal(token, Map.of("password", LoginFixture.PASSWORD, "otp", codes.get(0)), 403);
        removal(token, Map.of("password", LoginFixture.PASSWORD, "otp", codes.get(1)), 204);
        assertThat(SecurityFixture.login(user, LoginFixture.PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCodeOnPaperSetsAPasswordOnceWithoutAnyMail() {
        String user = logins.user();
        String token = fixture.token(user);
        String old = LoginFixture.codes(token).get(0);
        String code = LoginFixture.codes(token).get(0);
        assertThat(recover(user, old)).isEqualTo(404);
        assertThat(recover(user, "0000-0000-0000-0000")).isEqualTo(404);
        assertThat(recover("nobody-of-this-name", code)).isEqualTo(404);
        assertThat(recover(user, code)).isEqualTo(204);
        assertThat(recover(user, code)).isEqualTo(404);
        assertThat(LoginFixture.status(token)).isEqualTo(401);
        assertThat(SecurityFixture.login(user, LoginFixture.NEW_PASSWORD).statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 7; i++) {
            assertThat(recover(user, "wrong")).isEqualTo(404);
        }
        assertThat(recover(user, "wrong")).isEqualTo(429);
    }

    private static void removal(String token, Map<String, String> proof, int status) {
        LoginFixture.send("POST", token, "/v1/me/totp/removal", proof).then().statusCode(status);
    }

    private static int recover(String username, String code) {
        return LoginFixture.post(
                        "/v1/recoveries",
                        Map.of("username", username, "code", code, "password", LoginFixture.NEW_PASSWORD))
                .statusCode();
    }
}
