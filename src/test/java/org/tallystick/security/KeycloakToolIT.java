package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tallystick.testing.Api;
import org.tallystick.testing.ServiceProcess;

/**
 * People who log in at a real Keycloak, and tokens of it and of others that are refused. The last test stops Keycloak.
 */
@Tag("tools")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakToolIT {
    private static KeycloakStand stand;

    @BeforeAll
    static void start() throws Exception {
        stand = KeycloakStand.start();
    }

    @AfterAll
    static void stop() {
        if (stand != null) {
            stand.close();
        }
    }

    @Test
    @Order(1)
    void anInvitationIsTakenUpWithALoginAtKeycloak() {
        String invitation =
                Api.invite(stand.operator(), community(), "alice", Map.of()).path("token");
        assertNotLinked(alice());
        Api.as(alice(), Map.of("token", invitation))
                .post("/v1/invitations/acceptance")
                .then()
                .statusCode(200)
                .body("username", equalTo("alice@" + community()));
        assertIs("alice", alice());
        Api.as(stand.logIn("maple", "tallystick", "carol"), Map.of("token", invitation))
                .post("/v1/invitations/acceptance")
                .then()
                .statusCode(404);
    }

    @Test
    @Order(2)
    void whoLogsInAtKeycloakRecordsATradeHere() {
        Api.trade(alice(), community(), "alice", "bob", "12.50").then().statusCode(201);
        given().auth()
                .oauth2(alice())
                .get("/v1/communities/" + community() + "/accounts/alice")
                .then()
                .statusCode(200)
                .body("balance", equalTo("-12.50"));
    }

    @Test
    @Order(2)
    void anAddressThatKeycloakHasVerifiedLinksTheLoginThatHasConfirmedItUntilThatIsUnlinked() {
        String dora = stand.memberWithEmail("dora");
        String token = stand.logIn("cedar", "tallystick", "dora");
        assertIs("dora", token);
        String id = given().auth().oauth2(dora).get("/v1/me/identities").path("identities[0].id");
        given().auth().oauth2(dora).delete("/v1/me/identities/" + id).then().statusCode(204);
        assertRefused("a token of the session that ended", token);
        assertNotLinked(stand.logIn("cedar", "tallystick", "dora"));
    }

    @Test
    @Order(2)
    void anAddressThatKeycloakHasNotVerifiedLinksNothing() {
        stand.memberWithEmail("emil");
        assertNotLinked(stand.logIn("cedar", "tallystick", "emil"));
    }

    @Test
    @Order(2)
    void whoHasNoInvitationIsToldSo() {
        assertNotLinked(stand.logIn("maple", "tallystick", "carol"));
    }

    @Test
    @Order(3)
    void tokensThatKeycloakMadeForOthersAreRefused() {
        JsonNode tokens = stand.tokens("maple", "tallystick", "alice");
        assertThat(KeycloakStand.decoded(tokens.path("id_token").asText(), 1)
                        .path("aud")
                        .asText())
                .isEqualTo("tallystick");
        assertRefused("an ID token", tokens.path("id_token").asText());
        assertRefused("a refresh token", tokens.path("refresh_token").asText());
        assertRefused("another audience", stand.logIn("maple", "newsletter", "alice"));
        assertRefused("another realm", stand.logIn("birch", "tallystick", "alice"));
    }

    @Test
    @Order(4)
    void tokensInWhichOneThingIsWrongAreRefused() {
        ForgedTokens forged = stand.forged();
        assertLetIn("the good one", forged.signed(forged.claims()));
        forged.wrong(stand.keycloak().issuer("birch")).forEach(KeycloakToolIT::assertRefused);
        forged.unsigned().forEach(token -> assertRefused("alg none", token));
        for (JsonNode other : stand.keycloak().keys("birch")) {
            assertRefused(
                    "a kid of the other realm",
                    forged.underKey(other.path("kid").asText()));
        }
        assertRefused("an unknown kid", forged.withUnknownKey());
        String builtIn = given().get("/oauth/jwks").then().extract().path("keys[0].kid");
        assertRefused("a kid of the built-in issuer", forged.underKey(builtIn));
    }

    @Test
    @Order(5)
    void anHmacWithThePublicKeyIsRefused() {
        stand.forged().signedWithThePublicKey().forEach(token -> assertRefused("HS256", token));
    }

    @Test
    @Order(6)
    void aNewKeyOfKeycloakIsFoundAndOneThatItTakesBackIsRefused() throws InterruptedException {
        ForgedTokens forged = stand.forged();
        String before = alice();
        assertLetIn("before", before);
        stand.keycloak().addKey("maple", "next", 300);
        awaitReading();
        String next = alice();
        assertThat(KeycloakStand.decoded(next, 0).path("kid").asText()).isNotEqualTo(forged.keyId());
        assertLetIn("of the new key", next);
        assertLetIn("of the old key", before);

        stand.keycloak().disableKey("maple", "next", 300);
        awaitReading();
        assertRefused("an unknown key has the keys read", forged.withUnknownKey());
        assertRefused("of a key that was taken back", next);
        assertLetIn("of the old key", before);
    }

    @Test
    @Order(7)
    void knownKeysGoOnWhileKeycloakIsAway() throws InterruptedException {
        ForgedTokens forged = stand.forged();
        String token = alice();
        stand.keycloak().close();
        awaitReading();
        assertRefused("an unknown key has the keys read, in vain", forged.withUnknownKey());
        ServiceProcess.await(
                "noticed",
                Duration.ofSeconds(10),
                () -> stand.service().output().contains("The keys of keycloak cannot be read"));
        assertLetIn("a token of Keycloak", token);
        assertLetIn("one that was never seen", forged.signed(forged.claims()));
        Api.trade(token, community(), "alice", "bob", "1.00").then().statusCode(201);
    }

    /** After this time the service may ask Keycloak again. */
    private static void awaitReading() throws InterruptedException {
        Thread.sleep(RemoteKeys.BETWEEN_READS.plusSeconds(1).toMillis());
    }

    private static String community() {
        return stand.community();
    }

    private static String alice() {
        return stand.logIn("maple", "tallystick", "alice");
    }

    private static void assertIs(String handle, String token) {
        given().auth()
                .oauth2(token)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo(handle + "@" + community()));
    }

    private static void assertNotLinked(String token) {
        given().auth()
                .oauth2(token)
                .get("/v1/communities/" + community())
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("identity-not-linked"));
    }

    private static void assertLetIn(String what, String token) {
        assertThat(me(token)).as(what).isEqualTo(200);
    }

    private static void assertRefused(String what, String token) {
        assertThat(me(token)).as(what).isEqualTo(401);
    }

    private static int me(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/me").statusCode();
    }
}
