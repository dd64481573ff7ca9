package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.build.JwtSignatureBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tallystick.testing.Api;
import org.tallystick.testing.KeycloakServer;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/**
 * The packaged program with a real Keycloak. The realm {@code maple} signs with a key that the test has made, so that it can
 * forge tokens in which all is right but one thing; the last test stops Keycloak.
 */
@Tag("tools")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakToolIT {
    private static final String PASSWORD = "the password of ";
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static KeyPair key;
    private static KeycloakServer keycloak;
    private static ServiceProcess service;
    private static String community;
    private static String alice;
    private static String keyId;

    @BeforeAll
    static void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key = generator.generateKeyPair();
        keycloak = KeycloakServer.start(Map.of("maple", realm("maple"), "birch", realm("birch")));
        Map<String, String> environment = new HashMap<>(DATABASE.environment());
        environment.put("TALLYSTICK_OIDC_KEYCLOAK_ISSUER", keycloak.issuer("maple"));
        environment.put("TALLYSTICK_OIDC_KEYCLOAK_AUDIENCE", "tallystick");
        service = ServiceProcess.start(environment).awaitReady();
        RestAssured.port = service.baseUri().getPort();
        String operator = Api.operatorToken();
        community = Api.community(operator);
        Api.member(operator, community, "alice", "100.00");
        Api.member(operator, community, "bob", "100.00");
        JsonNode token = decoded(logIn("maple", "tallystick", "alice"), 1);
        alice = token.path("sub").asText();
        keyId = decoded(logIn("maple", "tallystick", "alice"), 0).path("kid").asText();
        link(alice, "alice@" + community);
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        if (service != null) {
            service.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    @Order(1)
    void whoLogsInAtKeycloakRecordsATradeHere() {
        String token = logIn("maple", "tallystick", "alice");
        given().auth().oauth2(token).get("/v1/me").then().statusCode(200).body("name", equalTo("alice@" + community));
        Api.trade(token, community, "alice", "bob", "12.50").then().statusCode(201);
        given().auth()
                .oauth2(token)
                .get("/v1/communities/" + community + "/accounts/alice")
                .then()
                .statusCode(200)
                .body("balance", equalTo("-12.50"));
    }

    @Test
    @Order(2)
    void whoHasNoInvitationIsToldSo() {
        String token = logIn("maple", "tallystick", "carol");
        given().auth()
                .oauth2(token)
                .get("/v1/communities/" + community)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("identity-not-linked"));
    }

    @Test
    @Order(3)
    void tokensThatKeycloakMadeForOthersAreRefused() {
        JsonNode tokens = keycloak.logIn("maple", "tallystick", "alice", PASSWORD + "alice");
        assertThat(decoded(tokens.path("id_token").asText(), 1).path("aud").asText())
                .isEqualTo("tallystick");
        assertRefused("an ID token", tokens.path("id_token").asText());
        assertRefused("a refresh token", tokens.path("refresh_token").asText());
        assertRefused("another audience", logIn("maple", "newsletter", "alice"));
        assertRefused("another realm", logIn("birch", "tallystick", "alice"));
    }

    @Test
    @Order(4)
    void tokensInWhichOneThingIsWrongAreRefused() {
        long now = System.currentTimeMillis() / 1000;
        assertLetIn("the good one", signed(claims()));
        assertRefused("another issuer", signed(claims().issuer(keycloak.issuer("birch"))));
        assertRefused("another audience", signed(claims().audience("account")));
        assertRefused("expired", signed(claims().issuedAt(now - 600).expiresAt(now - 300)));
        assertRefused("not yet valid", signed(claims().claim("nbf", now + 300)));
        assertRefused("an ID token", signed(claims().claim("typ", "ID")));
        assertRefused("a refresh token", signed(claims().claim("typ", "Refresh")));
        String[] parts = signed(claims()).split("\\.");
        String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}");
        assertRefused("alg none", none + "." + parts[1] + ".");
        assertRefused("alg none, signed", none + "." + parts[1] + "." + parts[2]);
        for (JsonNode other : keycloak.keys("birch")) {
            assertRefused(
                    "a kid of the other realm",
                    jws().keyId(other.path("kid").asText()).sign(key.getPrivate()));
        }
        assertRefused("an unknown kid", unknownKey());
        String builtIn = given().get("/oauth/jwks").then().extract().path("keys[0].kid");
        assertRefused("a kid of the built-in issuer", jws().keyId(builtIn).sign(key.getPrivate()));
        assertRefused(
                "the built-in issuer", signed(claims().issuer("tallystick").audience("tallystick")));
    }

    @Test
    @Order(5)
    void anHmacWithThePublicKeyIsRefused() {
        byte[] der = key.getPublic().getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
        for (byte[] secret : List.of(der, ascii(pem), ascii(pem + "\n"), ascii(body.replace("\n", "")))) {
            assertRefused(
                    "HS256",
                    claims().jws()
                            .algorithm(SignatureAlgorithm.HS256)
                            .keyId(keyId)
                            .sign(new SecretKeySpec(secret, "HmacSHA256")));
        }
    }

    @Test
    @Order(6)
    void aNewKeyOfKeycloakIsFoundAndOneThatItTakesBackIsRefused() throws InterruptedException {
        String before = logIn("maple", "tallystick", "alice");
        assertLetIn("before", before);
        keycloak.addKey("maple", "next", 300);
        awaitReading();
        String next = logIn("maple", "tallystick", "alice");
        assertThat(decoded(next, 0).path("kid").asText()).isNotEqualTo(keyId);
        assertLetIn("of the new key", next);
        assertLetIn("of the old key", before);

        keycloak.disableKey("maple", "next", 300);
        awaitReading();
        assertRefused("an unknown key has the keys read", unknownKey());
        assertRefused("of a key that was taken back", next);
        assertLetIn("of the old key", before);
    }

    @Test
    @Order(7)
    void knownKeysGoOnWhileKeycloakIsAway() throws InterruptedException {
        String token = logIn("maple", "tallystick", "alice");
        keycloak.close();
        awaitReading();
        assertRefused("an unknown key has the keys read, in vain", unknownKey());
        ServiceProcess.await(
                "noticed",
                Duration.ofSeconds(10),
                () -> service.output().contains("The keys of keycloak cannot be read"));
        assertLetIn("a token of Keycloak", token);
        assertLetIn("one that was never seen", signed(claims()));
        Api.trade(token, community, "alice", "bob", "1.00").then().statusCode(201);
    }

    /** After this time the service may ask Keycloak again. */
    private static void awaitReading() throws InterruptedException {
        Thread.sleep(RemoteKeys.BETWEEN_READS.plusSeconds(1).toMillis());
    }

    private static String realm(String name) throws Exception {
        String privateKey = Base64.getEncoder().encodeToString(key.getPrivate().getEncoded());
        return Files.readString(Path.of("src/test/resources/keycloak", name + ".json"))
                .replace(
                        "IMPORTED_KEY", "-----BEGIN PRIVATE KEY-----\\n" + privateKey + "\\n-----END PRIVATE KEY-----");
    }

    private static String logIn(String realm, String client, String user) {
        return keycloak.logIn(realm, client, user, PASSWORD + user)
                .path("access_token")
                .asText();
    }

    private static void link(String subject, String username) throws SQLException {
        try (Connection connection = DATABASE.application().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO user_identity (identity_id, issuer, subject, user_id, linked_at)"
                                + " SELECT ?, ?, ?, user_id, now() FROM app_user WHERE username = ?")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, keycloak.issuer("maple"));
            statement.setString(3, subject);
            statement.setString(4, username);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static JwtClaimsBuilder claims() {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.issuer(keycloak.issuer("maple"))
                .audience("tallystick")
                .subject(alice)
                .claim("typ", "Bearer")
                .issuedAt(now)
                .expiresAt(now + 300);
    }

    private static JwtSignatureBuilder jws() {
        return claims().jws().algorithm(SignatureAlgorithm.RS256);
    }

    private static String signed(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.RS256).keyId(keyId).sign(key.getPrivate());
    }

    private static String unknownKey() {
        return jws().keyId(UUID.randomUUID().toString()).sign(key.getPrivate());
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

    private static JsonNode decoded(String token, int part) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[part]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
