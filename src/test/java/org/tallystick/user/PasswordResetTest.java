package org.tallystick.user;

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
import org.tallystick.testing.ReceivedLetter;

/** Passwords that are lost, and set anew by a letter. Each test asks from an address of its own. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class PasswordResetTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    Mailbox mailbox;

    @Test
    void oneLetterNamesAllLoginsOfAnAddressAndAnotherFollowsOnlyLater() {
        String first = logins.user();
        String second = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(first, email);
        logins.confirmed(second, email);
        ask("127.0.1.1", email);
        ask("127.0.1.1", email.toUpperCase(java.util.Locale.ROOT));
        ask("127.0.1.1", first);

        ReceivedLetter letter = mailbox.awaitLetterTo(email);
        assertThat(letter.text()).contains(first, second);
        assertThat(LoginFixture.tokens(letter)).hasSize(2);
        assertThat(fixture.query("SELECT count(*) FROM mail_outbox WHERE kind = 'password-reset'"))
                .isEqualTo("0");
        assertThat(mailbox.lettersTo(email)).hasSize(1);
        fixture.execute(
                "UPDATE login_token SET issued_at = issued_at - interval '6 minutes' WHERE user_id = ?",
                fixture.userId(first));
        ask("127.0.1.1", email);
        assertThat(mailbox.awaitLettersTo(email, 2).get(1).text())
                .contains(first)
                .doesNotContain(second);
    }

    @Test
    void nobodyLearnsWhichLoginsThereAre() {
        String user = logins.user();
        logins.confirmed(user, LoginFixture.newEmail());
        assertThat(ask("127.0.1.2", user)).isEqualTo(ask("127.0.1.2", "nobody-of-this-name"));
    }

    @Test
    void aLoginThatIsCalledLikeAnothersAddressGetsNoTokenOfIt() {
        String email = LoginFixture.newEmail();
        String victim = logins.user();
        logins.confirmed(victim, email);
        String attackersEmail = LoginFixture.newEmail();
        logins.confirmed(fixture.user(email), attackersEmail);

        ask("127.0.1.3", email);

        assertThat(mailbox.awaitLetterTo(email).text()).contains(victim);
        assertThat(LoginFixture.tokens(mailbox.awaitLetterTo(attackersEmail))).hasSize(1);
        assertThat(mailbox.awaitLetterTo(attackersEmail).text()).doesNotContain(victim);
    }

    @Test
    void aTokenIsGoodOnceEndsAllSessionsAndLeavesTheSecondFactor() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        String session = fixture.token(user);
        logins.withSecondFactor(user, session);
        mailbox.awaitLetterTo(email);
        ask("127.0.1.4", user);
        String token =
                LoginFixture.tokens(mailbox.awaitLettersTo(email, 2).get(1)).get(0);

        assertThat(accept("127.0.1.4", token, "short")).isEqualTo(400);
        assertThat(accept("127.0.1.4", token, LoginFixture.NEW_PASSWORD)).isEqualTo(204);
        assertThat(accept("127.0.1.4", token, LoginFixture.NEW_PASSWORD)).isEqualTo(404);

        assertThat(LoginFixture.status(session)).isEqualTo(401);
        SecurityFixture.login(user, LoginFixture.NEW_PASSWORD)
                .then()
                .statusCode(400)
                .body("error", equalTo("mfa_required"));
    }

    @Test
    void aTokenThatIsTooOldOrWentToAnAddressThatIsNoLongerTheLoginsIsRefused() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        ask("127.0.1.5", user);
        String token = LoginFixture.tokens(mailbox.awaitLetterTo(email)).get(0);
        fixture.execute(
                "UPDATE login_token SET expires_at = now() - interval '1 second' WHERE user_id = ?",
                fixture.userId(user));
        assertThat(accept("127.0.1.5", token, LoginFixture.NEW_PASSWORD)).isEqualTo(404);

        fixture.execute(
                "UPDATE login_token SET expires_at = now() + interval '1 hour' WHERE user_id = ?",
                fixture.userId(user));
        String other = LoginFixture.newEmail();
        LoginFixture.send(
                        "PUT",
                        fixture.token(user),
                        "/v1/me/email",
                        Map.of("password", LoginFixture.PASSWORD, "email", other))
                .then()
                .statusCode(202);
        LoginFixture.post(
                        "/v1/email-confirmations",
                        Map.of(
                                "token",
                                LoginFixture.tokens(mailbox.awaitLetterTo(other))
                                        .get(0)))
                .then()
                .statusCode(204);
        assertThat(accept("127.0.1.5", token, LoginFixture.NEW_PASSWORD)).isEqualTo(404);
    }

    @Test
    void aLetterStaysGoodWhenAStrangerAsksForAnotherAndAllAreUsedUpByOne() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        ask("127.0.1.6", user);
        later(user, 6);
        ask("127.0.1.7", user);
        List<ReceivedLetter> letters = mailbox.awaitLettersTo(email, 2);

        assertThat(accept("127.0.1.6", LoginFixture.tokens(letters.get(0)).get(0), LoginFixture.NEW_PASSWORD))
                .isEqualTo(204);
        assertThat(accept("127.0.1.6", LoginFixture.tokens(letters.get(1)).get(0), LoginFixture.NEW_PASSWORD))
                .isEqualTo(404);
    }

    @Test
    void aLoginGetsFewLettersADayAndOneOfThemIsAlwaysGood() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        for (int letter = 1; letter <= 5; letter++) {
            ask("127.0.1.8", user);
            mailbox.awaitLettersTo(email, letter);
            later(user, 6);
        }
        ask("127.0.1.8", user);
        later(user, 35);
        ask("127.0.1.8", user);
        assertThat(fixture.query("SELECT count(*) FROM login_token WHERE user_id = ?", fixture.userId(user)))
                .isEqualTo("5");
        assertThat(fixture.query(
                        "SELECT count(*) FROM login_token WHERE user_id = ? AND expires_at > now()",
                        fixture.userId(user)))
                .isNotEqualTo("0");
        later(user, 5);
        ask("127.0.1.8", user);
        assertThat(mailbox.awaitLettersTo(email, 6)).hasSize(6);
        // A day later what was sent is forgotten.
        later(user, 24 * 60);
        ask("127.0.1.8", user);
        mailbox.awaitLettersTo(email, 7);
        assertThat(fixture.query("SELECT count(*) FROM login_token WHERE user_id = ?", fixture.userId(user)))
                .isEqualTo("1");
    }

    /** As if so many minutes had gone by for the letters of a login. */
    private void later(String user, int minutes) {
        fixture.execute(
                "UPDATE login_token SET issued_at = issued_at - make_interval(mins => ?),"
                        + " expires_at = expires_at - make_interval(mins => ?) WHERE user_id = ?",
                minutes,
                minutes,
                fixture.userId(user));
    }

    private static String ask(String address, String login) {
        return LoginFixture.from(address)
                .contentType("application/json")
                .body(Map.of("login", login))
                .post("/v1/password-resets")
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    private static int accept(String address, String token, String password) {
        return LoginFixture.from(address)
                .contentType("application/json")
                .body(Map.of("token", token, "password", password))
                .post("/v1/password-resets/acceptance")
                .statusCode();
    }
}
