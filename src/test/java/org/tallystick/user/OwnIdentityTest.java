package org.tallystick.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ExternalIssuerResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;

/** Logins of other issuers, with which people come into their login here; birch's word on addresses is good. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ExternalIssuerResource.class, scope = TestResourceScope.GLOBAL)
class OwnIdentityTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    @Inject
    ExternalTokens tokens;

    Mailbox mailbox;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void anIdentityIsLinkedByItsTokenAndOutAtOnceWhenUnlinked() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        String token = fixture.token(user);
        assertThat(link(token, "no token")).isEqualTo(400);
        assertThat(link(token, token)).isEqualTo(400);
        assertThat(link(token, Map.of("token", ofMaple()))).isEqualTo(400);
        assertThat(link(token, Map.of("token", ofMaple(), "password", "an unlocked screen")))
                .isEqualTo(403);
        assertNotLinked(ofMaple());
        assertThat(link(token, ofMaple())).isEqualTo(204);
        assertThat(link(token, ofMaple())).isEqualTo(204);
        assertThat(link(fixture.token(logins.user()), ofMaple())).isEqualTo(409);
        assertThat(mailbox.awaitLetterTo(email).subject()).isEqualTo("Another way into your login");

        String external = ofMaple();
        me(external).then().statusCode(200).body("name", equalTo(user));
        String id = identity(token);
        assertThat(unlink(fixture.token(logins.user()), id)).isEqualTo(404);
        assertThat(unlink(token, id)).isEqualTo(204);

        assertThat(LoginFixture.status(external)).isEqualTo(401);
        assertNotLinked(ofMaple());
        assertThat(LoginFixture.status(token)).isEqualTo(200);
    }

    @Test
    void theLastWayIntoALoginWithoutAPasswordStays() {
        String user = logins.user();
        assertThat(link(fixture.token(user), ofMaple())).isEqualTo(204);
        fixture.execute("UPDATE app_user SET password_hash = NULL WHERE username = ?", user);
        String external = ofMaple();
        assertThat(unlink(external, identity(external))).isEqualTo(409);
        assertThat(LoginFixture.status(external)).isEqualTo(200);
    }

    @Test
    void anAddressThatTheIssuerHasVerifiedLinksTheOneLoginThatHasConfirmedIt() {
        String user = logins.user();
        String email = LoginFixture.newEmail();
        logins.confirmed(user, email);
        assertNotLinked(ofBirch("other-" + subject, email, false));
        me(ofBirch(subject, email.toUpperCase(java.util.Locale.ROOT), true))
                .then()
                .statusCode(200)
                .body("name", equalTo(user));
        assertThat(mailbox.awaitLetterTo(email).subject()).isEqualTo("Another way into your login");
    }

    @Test
    void noAddressLinksAnOperatorOrASecondFactorOrOneOfSeveralOrADisabledLogin() {
        for (String state :
                new String[] {"operator = true", "totp_secret = 'x', totp_confirmed_at = now()", "status = 'disabled'"
                }) {
            String user = logins.user();
            String email = LoginFixture.newEmail();
            logins.confirmed(user, email);
            fixture.execute("UPDATE app_user SET " + state + " WHERE username = ?", user);
            assertNotLinked(ofBirch(UUID.randomUUID().toString(), email, true));
            fixture.execute("UPDATE app_user SET operator = false WHERE username = ?", user);
        }
        String email = LoginFixture.newEmail();
        logins.confirmed(logins.user(), email);
        String withSecondFactor = logins.user();
        logins.confirmed(withSecondFactor, email);
        fixture.execute(
                "UPDATE app_user SET totp_secret = 'x', totp_confirmed_at = now() WHERE username = ?",
                withSecondFactor);
        assertNotLinked(ofBirch(subject, email, true));
    }

    @Test
    void anInvitationIsTakenUpWithTheTokenOfAnotherIssuer() {
        String slug = Api.community(fixture.operatorToken());
        String handle = fixture.member(slug);
        String administrator = fixture.token(fixture.administrator(slug));
        String invitations = "/v1/communities/" + slug + "/members/" + handle + "/invitations";
        String toMember = invite(administrator, invitations, Map.of("role", "viewer"));
        String name = SecurityFixture.unique("invited");
        LoginFixture.send("POST", ofMaple(), "/v1/invitations/acceptance", Map.of("token", toMember, "username", name))
                .then()
                .statusCode(200)
                .body("username", equalTo(name));
        me(ofMaple()).then().statusCode(200).body("name", equalTo(name));

        String before = fixture.token(handle + "@" + slug);
        link(before, of("thief-" + subject));
        String toLogin = invite(administrator, invitations, Map.of());
        String other = of("other-" + subject);
        LoginFixture.send("POST", other, "/v1/invitations/acceptance", Map.of("token", toLogin))
                .then()
                .statusCode(200)
                .body("username", equalTo(handle + "@" + slug));
        me(other).then().statusCode(200).body("name", equalTo(handle + "@" + slug));
        // Nobody who had the login before has a way back into it.
        assertThat(LoginFixture.status(before)).isEqualTo(401);
        assertNotLinked(of("thief-" + subject));
        me(other).then().body("login.password", equalTo(false));
    }

    private static String invite(String token, String path, Map<String, String> body) {
        return LoginFixture.send("POST", token, path, body)
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static int link(String token, String external) {
        return link(token, Map.of("token", external, "password", LoginFixture.PASSWORD));
    }

    private static int link(String token, Map<String, String> request) {
        return LoginFixture.send("POST", token, "/v1/me/identities", request).statusCode();
    }

    private static String identity(String token) {
        return given().auth().oauth2(token).get("/v1/me/identities").path("identities[0].id");
    }

    private static int unlink(String token, String id) {
        return given().auth().oauth2(token).delete("/v1/me/identities/" + id).statusCode();
    }

    private static Response me(String token) {
        return given().auth().oauth2(token).get("/v1/me");
    }

    private static void assertNotLinked(String token) {
        given().auth()
                .oauth2(token)
                .get("/v1/me/sessions")
                .then()
                .statusCode(403)
                .body("code", equalTo("identity-not-linked"));
    }

    private String ofMaple() {
        return of(subject);
    }

    private String of(String someSubject) {
        return tokens.ofMaple(someSubject);
    }

    private String ofBirch(String someSubject, String email, boolean verified) {
        return tokens.ofBirch(someSubject, email, verified);
    }
}
