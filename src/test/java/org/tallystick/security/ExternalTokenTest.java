package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.build.JwtSignatureBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ExternalIssuerResource;

/** Tokens of external issuers: each is the good one with one thing changed; the good one is let in. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ExternalIssuerResource.class, scope = TestResourceScope.GLOBAL)
class ExternalTokenTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    SigningKeys builtInKeys;

    @ConfigProperty(name = "tallystick.oidc.maple.issuer")
    String maple;

    @ConfigProperty(name = "tallystick.oidc.birch.issuer")
    String birch;

    @ConfigProperty(name = "test.external.maple")
    String mapleKey;

    @ConfigProperty(name = "test.external.maple.public")
    String maplePublicKey;

    @ConfigProperty(name = "test.external.birch")
    String birchKey;

    private String username;
    private String subject;

    @BeforeEach
    void aLinkedUser() {
        username = fixture.user(SecurityFixture.unique("linked"));
        subject = UUID.randomUUID().toString();
        link(maple, subject);
    }

    @Test
    void aLinkedUserIsLetInAsThatUser() {
        assertLetIn(signed(claims()));
        assertLetIn(signed(claims().audience(Set.of("account", "ledger"))));
        assertLetIn(
                signed(claims().claim("typ", "Bearer").claim("kind", "client").claim("scope", "openid")));
        assertLetIn(jws(claims()).header("typ", "at+jwt").sign(key("RSA", mapleKey)));
    }

    @Test
    void anIssuerMaySignWithTheAlgorithmsOfItsEntryAlone() {
        link(birch, subject);
        JwtClaimsBuilder claims = claims().issuer(birch);
        assertLetIn(claims.jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(ExternalIssuerResource.KEY_ID)
                .sign(key("EC", birchKey)));
        assertRefused(signed(claims().issuer(birch)));
        assertRefused(claims().jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(ExternalIssuerResource.KEY_ID)
                .sign(key("EC", birchKey)));
        for (SignatureAlgorithm other : List.of(SignatureAlgorithm.RS512, SignatureAlgorithm.PS256)) {
            assertRefused(claims().jws()
                    .algorithm(other)
                    .keyId(ExternalIssuerResource.KEY_ID)
                    .sign(key("RSA", mapleKey)));
        }
    }

    @Test
    void algorithmNoneIsRefused() {
        String[] good = signed(claims()).split("\\.");
        String header = base64("{\"alg\":\"none\",\"kid\":\"" + ExternalIssuerResource.KEY_ID + "\"}");
        assertRefused(header + "." + good[1] + ".");
        assertRefused(header + "." + good[1] + "." + good[2]);
    }

    @Test
    void anHmacWithThePublicKeyIsRefused() {
        byte[] der = Base64.getDecoder().decode(maplePublicKey);
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII))) {
            assertRefused(claims().jws()
                    .algorithm(SignatureAlgorithm.HS256)
                    .keyId(ExternalIssuerResource.KEY_ID)
                    .sign(new SecretKeySpec(secret, "HmacSHA256")));
        }
    }

    @Test
    void anotherKeyIsRefusedUnderItsOwnNameAndUnderTheIssuers() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey other = generator.generateKeyPair().getPrivate();
        assertRefused(jws(claims()).sign(other));
        assertRefused(jws(claims()).keyId("unknown").sign(other));
        assertRefused(jws(claims()).keyId("unknown").sign(key("RSA", mapleKey)));
    }

    @Test
    void theKeysOfOneIssuerVerifyForNoOther() {
        SigningKey builtIn = builtInKeys.signing();
        assertRefused(jws(claims()).keyId(builtIn.id()).sign(builtIn.privateKey()));
        assertRefused(signed(claims().issuer("tallystick")));
        assertRefused(jws(claims().issuer("tallystick")).keyId(builtIn.id()).sign(key("RSA", mapleKey)));
        assertRefused(signed(claims().issuer(maple + "/")));
    }

    @Test
    void claimsThatTheTokenMustHaveAreHeld() {
        long now = System.currentTimeMillis() / 1000;
        assertLetIn(signedWithout("none of them"));
        for (String claim : List.of("iss", "aud", "exp", "iat", "sub")) {
            assertRefused(signedWithout(claim), claim);
        }
        assertRefused(signed(claims().audience("account")));
        assertRefused(signed(claims().audience(maple)));
        assertRefused(signed(claims().issuedAt(now - 100).expiresAt(now - 10)));
        assertRefused(signed(claims().claim("nbf", now + 60)));
        assertRefused(signed(claims().issuedAt(now + 60).expiresAt(now + 120)));
        assertRefused(signed(claims().subject("s".repeat(256))));
        assertRefused(signed(claims().subject(" ")));
        assertRefused(signed(claims().subject("a\u0000b")));
    }

    @Test
    void whatIsNoAccessTokenIsRefused() {
        for (String type : List.of("ID", "Refresh", "Offline", "Logout", "DPoP", "")) {
            assertRefused(signed(claims().claim("typ", type)), type);
        }
        for (String claim : List.of("at_hash", "c_hash", "nonce")) {
            assertRefused(signed(claims().claim(claim, "x")), claim);
        }
        assertRefused(signed(claims().claim("events", Map.of())));
        assertRefused(signed(claims().claim("cnf", Map.of("jkt", "x"))));
        for (String type : List.of("logout+jwt", "dpop+jwt", "secevent+jwt", "")) {
            assertRefused(jws(claims()).header("typ", type).sign(key("RSA", mapleKey)), type);
        }
    }

    @Test
    void aUserIsShutOutAtOnce() {
        String token = signed(claims());
        assertLetIn(token);
        fixture.execute("UPDATE app_user SET status = 'disabled' WHERE username = ?", username);
        assertRefused(token);
        assertRefused(signed(claims()));
        fixture.execute("UPDATE app_user SET status = 'active' WHERE username = ?", username);
        assertLetIn(token);
    }

    @Test
    void aSessionThatIsEndedHereStaysSoWhateverTokensTheIssuerMakesInIt() {
        String session = UUID.randomUUID().toString();
        String token = signed(claims().claim("sid", session));
        assertLetIn(token);
        assertLetIn(signed(claims().claim("sid", session).claim("jti", "second")));
        assertThat(fixture.query("SELECT count(*) FROM session WHERE user_id = ?", fixture.userId(username)))
                .isEqualTo("1");
        fixture.execute(
                "UPDATE session SET ended_at = now() WHERE user_id = ? AND ended_at IS NULL", fixture.userId(username));
        assertRefused(token);
        assertRefused(signed(claims().claim("sid", session).claim("jti", "third")));
        assertLetIn(signed(claims().claim("sid", "another")));
    }

    @Test
    void somebodyWhomNoUserIsLinkedToIsToldSoAndLetInOnceLinked() {
        String slug = fixture.community();
        String token = signed(claims().subject("stranger-" + subject));
        assertNotLinked(probe(slug, "", token));
        assertNotLinked(probe(slug, "/statements", token));
        assertNotLinked(given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{}")
                .post("/v1/communities/" + slug + "/probes/posting")
                .then());
        assertNotLinked(probe("no-such-community", "", token));
        link(maple, "stranger-" + subject);
        assertLetIn(token);
    }

    @Test
    void whatAnyoneMayCallCanAskWhoCalls() {
        String stranger = "stranger-" + subject;
        probe("any", "/known", signed(claims().subject(stranger)))
                .statusCode(200)
                .body("kind", equalTo("IDENTITY"))
                .body("name", equalTo(stranger))
                .body("email", equalTo(""));
        probe("any", "/known", signed(claims())).statusCode(200).body("name", equalTo(username));
        given().get("/v1/communities/any/probes/known").then().statusCode(200).body("size()", equalTo(0));
        probe("any", "/known", signed(claims().audience("another"))).statusCode(401);
    }

    @Test
    void anAddressIsTakenOnlyWhereTheIssuerHasVerifiedIt() {
        assertEmail("a@example.org", claims().claim("email", "a@example.org").claim("email_verified", true));
        assertEmail("", claims().claim("email", "a@example.org"));
        assertEmail("", claims().claim("email", "a@example.org").claim("email_verified", false));
        assertEmail("", claims().claim("email", "a@example.org").claim("email_verified", "true"));
        assertEmail("", claims().claim("email", "a@example.org").claim("email_verified", 1));
        assertEmail("", claims().claim("email", "example.org").claim("email_verified", true));
        assertEmail("", claims().claim("email", "a\n@example.org").claim("email_verified", true));
        assertEmail("", claims().claim("email_verified", true));
    }

    private void assertEmail(String email, JwtClaimsBuilder claims) {
        probe("any", "/known", signed(claims)).statusCode(200).body("email", equalTo(email));
    }

    private void link(String issuer, String someSubject) {
        fixture.execute(
                "INSERT INTO user_identity (identity_id, issuer, subject, user_id, linked_at)"
                        + " VALUES (?, ?, ?, ?, now())",
                UUID.randomUUID(),
                issuer,
                someSubject,
                fixture.userId(username));
    }

    private JwtClaimsBuilder claims() {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.issuer(maple)
                .audience(ExternalIssuerResource.AUDIENCE)
                .subject(subject)
                .issuedAt(now)
                .expiresAt(now + 60);
    }

    private static JwtSignatureBuilder jws(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.RS256).keyId(ExternalIssuerResource.KEY_ID);
    }

    private String signed(JwtClaimsBuilder claims) {
        return jws(claims).sign(key("RSA", mapleKey));
    }

    /** The builder adds what is missing; this adds nothing. */
    private String signedWithout(String claim) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(maple);
        claims.setAudience(ExternalIssuerResource.AUDIENCE);
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(1);
        claims.unsetClaim(claim);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(ExternalIssuerResource.KEY_ID);
        signature.setKey(key("RSA", mapleKey));
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key(String algorithm, String base64) {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse probe(String slug, String path, String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/communities/" + slug + "/probes" + path)
                .then();
    }

    private void assertLetIn(String token) {
        given().auth()
                .oauth2(token)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo(username))
                .body("kind", equalTo("user"));
    }

    private static void assertNotLinked(ValidatableResponse response) {
        response.statusCode(403).contentType("application/problem+json").body("code", equalTo("identity-not-linked"));
    }

    private static void assertRefused(String token) {
        assertRefused(token, "");
    }

    private static void assertRefused(String token, String what) {
        var response = given().header("Authorization", "Bearer " + token).get("/v1/me");
        assertThat(response.statusCode()).as(what).isEqualTo(401);
        response.then().contentType("application/problem+json").body("code", equalTo("unauthenticated"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
