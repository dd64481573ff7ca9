package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
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
        long now = System.currentTimeMillis() / 1000;
        assertLetIn("the good one", forged.signed(forged.claims()));
        assertRefused(
                "another issuer",
                forged.signed(forged.claims().issuer(stand.keycloak().issuer("birch"))));
        assertRefused("another audience", forged.signed(forged.claims().audience("account")));
        assertRefused(
                "expired", forged.signed(forged.claims().issuedAt(now - 600).expiresAt(now - 300)));
        assertRefused("not yet valid", forged.signed(forged.claims().claim("nbf", now + 300)));
        assertRefused("an ID token", forged.signed(forged.claims().claim("typ", "ID")));
        assertRefused("a refresh token", forged.signed(forged.claims().claim("typ", "Refresh")));
        String[] parts = forged.signed(forged.claims()).split("\\.");
        String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + forged.keyId() + "\"}");
        assertRefused("alg none", none + "." + parts[1] + ".");
        assertRefused("alg none, signed", none + "." + parts[1] + "." + parts[2]);
        for (JsonNode other : stand.keycloak().keys("birch")) {
            assertRefused(
                    "a kid of the other realm",
                    forged.jws()
                            .keyId(other.path("kid").asText())
                            .sign(forged.key().getPrivate()));
        }
        assertRefused("an unknown kid", forged.withUnknownKey());
        String builtIn = given().get("/oauth/jwks").then().extract().path("keys[0].kid");
        assertRefused(
                "a kid of the built-in issuer",
                forged.jws().keyId(builtIn).sign(forged.key().getPrivate()));
        assertRefused(
                "the built-in issuer",
                forged.signed(forged.claims().issuer("tallystick").audience("tallystick")));
    }

    @Test
    @Order(5)
    void anHmacWithThePublicKeyIsRefused() {
        ForgedTokens forged = stand.forged();
        byte[] der = forged.key().getPublic().getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
        for (byte[] secret : List.of(der, ascii(pem), ascii(pem + "\n"), ascii(body.replace("\n", "")))) {
            assertRefused(
                    "HS256",
                    forged.claims()
                            .jws()
                            .algorithm(SignatureAlgorithm.HS256)
                            .keyId(forged.keyId())
                            .sign(new SecretKeySpec(secret, "HmacSHA256")));
        }
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
