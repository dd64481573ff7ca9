package org.tallystick.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ExternalIssuerResource;
import org.tallystick.testing.MailboxTestResource;

/** What is unlinked stays so, where the issuer's word on addresses links people by itself. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ExternalIssuerResource.class, scope = TestResourceScope.GLOBAL)
class UnlinkedIdentityTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    @Inject
    ExternalTokens tokens;

    private final String subject = UUID.randomUUID().toString();
    private final String email = LoginFixture.newEmail();

    @Test
    void anIdentityThatWasUnlinkedIsNotLinkedByItsAddressAgain() {
        String user = logins.user();
        logins.confirmed(user, email);
        assertIs(user, ofBirch());
        unlink(fixture.token(user));

        assertNotLinked(ofBirch());
        // Another identity with this address is another matter.
        assertIs(user, tokens.ofBirch("other-" + subject, email, true));
        assertNotLinked(ofBirch());
    }

    @Test
    void itIsLinkedAgainByWhoeverAsksForIt() {
        String user = logins.user();
        logins.confirmed(user, email);
        assertIs(user, ofBirch());
        unlink(fixture.token(user));
        LoginFixture.send(
                        "POST",
                        fixture.token(user),
                        "/v1/me/identities",
                        Map.of("token", ofBirch(), "password", LoginFixture.PASSWORD))
                .then()
                .statusCode(204);
        assertIs(user, ofBirch());
        assertThat(fixture.query("SELECT count(*) FROM unlinked_identity WHERE subject = ?", subject))
                .isEqualTo("0");
    }

    @Test
    void anotherLoginOfTheAddressMayHaveIt() {
        String user = logins.user();
        logins.confirmed(user, email);
        assertIs(user, ofBirch());
        unlink(fixture.token(user));
        fixture.execute("UPDATE app_user SET email = NULL, email_confirmed_at = NULL WHERE username = ?", user);
        String other = logins.user();
        logins.confirmed(other, email);
        assertIs(other, ofBirch());
    }

    @Test
    void aLoginThatIsTakenUpAnewIsRidOfItsIdentitiesForGoodAndAnInvitationBringsOneBack() {
        String slug = fixture.community();
        String handle = fixture.member(slug);
        String user = handle + "@" + slug;
        logins.confirmed(user, email);
        assertIs(user, ofBirch());
        String invitations = "/v1/communities/" + slug + "/members/" + handle + "/invitations";
        String administrator = fixture.token(fixture.administrator(slug));
        String byMail = Api.as(administrator, Map.of()).post(invitations).path("token");
        LoginFixture.post("/v1/invitations/acceptance", Map.of("token", byMail, "password", LoginFixture.NEW_PASSWORD))
                .then()
                .statusCode(200);
        logins.confirmed(user, email);
        assertNotLinked(ofBirch());

        String again = Api.as(administrator, Map.of()).post(invitations).path("token");
        LoginFixture.send("POST", ofBirch(), "/v1/invitations/acceptance", Map.of("token", again))
                .then()
                .statusCode(200);
        assertIs(user, ofBirch());
    }

    private String ofBirch() {
        return tokens.ofBirch(subject, email, true);
    }

    private static void assertIs(String user, String token) {
        given().auth().oauth2(token).get("/v1/me").then().statusCode(200).body("name", equalTo(user));
    }

    private static void assertNotLinked(String token) {
        given().auth()
                .oauth2(token)
                .get("/v1/me/sessions")
                .then()
                .statusCode(403)
                .body("code", equalTo("identity-not-linked"));
    }

    private static void unlink(String token) {
        String id = given().auth().oauth2(token).get("/v1/me/identities").path("identities[0].id");
        given().auth().oauth2(token).delete("/v1/me/identities/" + id).then().statusCode(204);
    }
}
