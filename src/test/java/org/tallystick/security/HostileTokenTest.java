package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.build.JwtSignatureBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;

/** Each token is the good one with one thing changed; the good one is let in. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class HostileTokenTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    SigningKeys keys;

    private UUID user;
    private String session;

    @BeforeEach
    void aSession() {
        String name = fixture.user(SecurityFixture.unique("token-user"));
        fixture.token(name);
        user = fixture.userId(name);
        session = fixture.query("SELECT session_id FROM session WHERE user_id = ?", user);
    }

    @Test
    void theGoodOneIsLetIn() {
        assertLetIn(signed(claims()));
        assertLetIn(signed(claims().claim("kind", "user").claim("more", "than is known")));
    }

    @Test
    void algorithmNoneIsRefused() {
        String good = signed(claims());
        String header = base64("{\"alg\":\"none\",\"kid\":\"" + keys.signing().id() + "\"}");
        assertRefused(header + "." + good.split("\\.")[1] + ".");
        assertRefused(header + "." + good.split("\\.")[1] + "." + good.split("\\.")[2]);
    }

    @Test
    void anHmacWithThePublicKeyIsRefused() {
        byte[] publicKey = keys.signing().publicKey().getEncoded();
        assertRefused(claims().jws()
                .algorithm(SignatureAlgorithm.HS256)
                .keyId(keys.signing().id())
                .sign(new SecretKeySpec(publicKey, "HmacSHA256")));
    }

    @Test
    void anotherAlgorithmOfTheSameKeyIsRefused() {
        assertRefused(claims().jws()
                .algorithm(SignatureAlgorithm.RS512)
                .keyId(keys.signing().id())
                .sign(keys.signing().privateKey()));
    }

    @Test
    void anotherKeyIsRefusedUnderItsOwnNameAndUnderOurs() {
        KeyPair other = pair();
        assertRefused(jws(claims()).keyId("unknown").sign(other.getPrivate()));
        assertRefused(jws(claims()).keyId(keys.signing().id()).sign(other.getPrivate()));
        assertRefused(jws(claims()).sign(keys.signing().privateKey()));
    }

    @Test
    void anotherIssuerOrAudienceIsRefused() {
        assertRefused(signed(claims().issuer("elsewhere")));
        assertRefused(signed(claims().audience("elsewhere")));
        assertRefused(signed(claims().remove("aud")));
        assertRefused(signed(claims().remove("iss")));
    }

    @Test
    void timesAreHeld() {
        long now = System.currentTimeMillis() / 1000;
        assertRefused(signed(claims().issuedAt(now - 100).expiresAt(now - 10)));
        assertRefused(signed(claims().claim("nbf", now + 60)));
    }

    @Test
    void aTokenThatWasLetInIsRefusedWhenItExpires() throws InterruptedException {
        long expires = System.currentTimeMillis() / 1000 + 2;
        String token = signed(claims().expiresAt(expires));
        assertLetIn(token);
        // The clock skew that a first look allows is not granted to one that is remembered and then read again.
        while (System.currentTimeMillis() / 1000 <= expires + Issuer.CLOCK_SKEW_SECONDS) {
            Thread.sleep(100);
        }
        assertRefused(token);
    }

    @Test
    void aTokenWithoutWhatWeNeedIsRefused() {
        for (String claim : new String[] {"sub", "kind", "name", "sid"}) {
            assertRefused(signed(claims().remove(claim)));
        }
        assertRefused(signed(claims().subject("alice")));
        assertRefused(signed(claims().claim("kind", "operator")));
        assertRefused(signed(claims().claim("sid", UUID.randomUUID().toString())));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        String good = signed(claims());
        String[] parts = good.split("\\.");
        for (String token : new String[] {
            "",
            "x",
            "a.b.c",
            "..",
            good + ".x",
            parts[0] + "." + parts[1],
            parts[0] + "." + base64("{\"iss\":\"tallystick\",\"sub\":\"" + user + "\"}") + "." + parts[2],
            base64("null") + "." + parts[1] + "." + parts[2],
            "y".repeat(9_000)
        }) {
            assertRefused(token);
        }
    }

    @Test
    void anotherSchemeIsNoToken() {
        given().header("Authorization", "Basic " + base64("a:b"))
                .get("/v1/me")
                .then()
                .statusCode(401);
        given().header("Authorization", signed(claims())).get("/v1/me").then().statusCode(401);
        given().queryParam("access_token", signed(claims()))
                .get("/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void aKeyThatAnotherInstanceMadeIsFoundWhenATokenNamesIt() throws InterruptedException {
        String before = signed(claims());
        SigningKey old = keys.signing();
        String next = keys.rotate();
        assertThat(keys.signing().id()).isEqualTo(next).isNotEqualTo(old.id());
        assertLetIn(before);
        assertLetIn(jws(claims()).keyId(old.id()).sign(old.privateKey()));
        assertLetIn(signed(claims()));
        given().get("/oauth/jwks").then().statusCode(200).body("keys[0].kid", equalTo(next));
        fixture.execute(
                "UPDATE signing_key SET verifies_until = now() - interval '1 second' WHERE key_id = ?", old.id());
        // What is known of the keys is read again when a token names one that is not known, once a second at most.
        Thread.sleep(1_100);
        keys.find("unknown");
        assertRefused(jws(claims()).keyId(old.id()).sign(old.privateKey()));
    }

    private JwtClaimsBuilder claims() {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.issuer("tallystick")
                .audience("tallystick")
                .subject(user.toString())
                .claim("jti", UUID.randomUUID().toString())
                .claim("kind", "user")
                .claim("name", "token-user")
                .claim("sid", session)
                .issuedAt(now)
                .expiresAt(now + 60);
    }

    private static JwtSignatureBuilder jws(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.RS256);
    }

    private String signed(JwtClaimsBuilder claims) {
        SigningKey key = keys.signing();
        return jws(claims).keyId(key.id()).sign(key.privateKey());
    }

    private static void assertLetIn(String token) {
        given().auth().oauth2(token).get("/v1/me").then().statusCode(200);
    }

    private static void assertRefused(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
