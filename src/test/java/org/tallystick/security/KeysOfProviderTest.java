package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.security.VerificationKeys.VerificationKey;
import org.tallystick.testing.FakeIssuer;

/** What is believed of an issuer's published keys. */
class KeysOfProviderTest {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final RsaJsonWebKey RSA = rsa("rsa", 2048);

    private final FakeIssuer issuer = FakeIssuer.start();
    private final JsonOverHttp http = new JsonOverHttp(LONGEST);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void theDescriptionSaysWhereTheKeysAre() throws IOException {
        issuer.publish("maple", List.of(RSA));
        assertThat(read(Optional.empty()))
                .containsExactly(new VerificationKey("rsa", RSA.getPublicKey(), Set.of(SignatureAlgorithm.RS256)));
    }

    @Test
    void aDescriptionOfAnotherIssuerIsNotBelieved() {
        issuer.publish("maple", List.of(RSA));
        for (String other : List.of(issuer.issuer("maple") + "/", issuer.issuer("Maple"), "")) {
            issuer.describe("maple", other, issuer.jwksUri("maple"));
            assertRefused(Optional.empty(), "is of the issuer '" + other + "'");
        }
    }

    @Test
    void keysAreHadOverHttpsOrFromThisMachine() {
        for (String uri : List.of("http://login.example.org/certs", "file:///etc/passwd", "", "certs")) {
            issuer.describe("maple", issuer.issuer("maple"), uri);
            assertRefused(Optional.empty(), "jwks_uri will not do");
        }
    }

    @Test
    void onlyKeysThatMayVerifyWithWhatIsAllowedAreTaken() throws Exception {
        RsaJsonWebKey encrypts = rsa("encrypts", 2048);
        encrypts.setUse("enc");
        RsaJsonWebKey signs = rsa("signs", 2048);
        signs.setKeyOps(List.of("sign"));
        RsaJsonWebKey anotherAlgorithm = rsa("another-algorithm", 2048);
        anotherAlgorithm.setAlgorithm("RS512");
        RsaJsonWebKey symmetricName = rsa("symmetric-name", 2048);
        symmetricName.setAlgorithm("HS256");
        RsaJsonWebKey nameless = rsa("nameless", 2048);
        nameless.setKeyId(null);
        EllipticCurveJsonWebKey curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        curve.setKeyId("curve");
        EllipticCurveJsonWebKey largerCurve = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        largerCurve.setKeyId("larger-curve");
        OctetSequenceJsonWebKey secret = OctJwkGenerator.generateJwk(256);
        secret.setKeyId("secret");
        RsaJsonWebKey verifies = rsa("verifies", 2048);
        verifies.setUse("sig");
        verifies.setKeyOps(List.of("verify"));
        verifies.setAlgorithm("PS256");
        issuer.publish(
                "maple",
                List.of(
                        encrypts,
                        signs,
                        anotherAlgorithm,
                        symmetricName,
                        nameless,
                        curve,
                        largerCurve,
                        secret,
                        rsa("short", 1024),
                        verifies,
                        RSA));
        Set<SignatureAlgorithm> allowed =
                Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256);
        assertThat(new KeysOfProvider(settings(Optional.empty(), allowed), http).read())
                .containsExactly(
                        new VerificationKey("curve", curve.getPublicKey(), Set.of(SignatureAlgorithm.ES256)),
                        new VerificationKey("verifies", verifies.getPublicKey(), Set.of(SignatureAlgorithm.PS256)),
                        new VerificationKey(
                                "rsa", RSA.getPublicKey(), Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256)));
    }

    @Test
    void aKeyThatIsNotUnderstoodOrWhosePrivateHalfIsPublishedCostsNoOther() throws IOException {
        String good = RSA.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        String known = rsa("known-to-all", 2048).toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        issuer.answer(
                "/certs",
                "{\"keys\":[{\"kty\":\"lattice\",\"kid\":\"a\"},{\"kty\":\"RSA\",\"kid\":\"b\",\"n\":\"?\"},7," + known
                        + "," + good + "]}");
        assertThat(read(certs())).extracting(VerificationKey::id).containsExactly("rsa");
    }

    @Test
    void whatIsNoKeySetIsRefused() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add("{}");
        }
        for (String body : List.of("{}", "[]", "null", "", "<html>", "{\"keys\":{}}", "{\"keys\":" + many + "}")) {
            issuer.answer("/certs", body);
            assertThatThrownBy(() -> read(certs())).as(body).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDocumentThatIsTooLargeIsNotReadToItsEnd() {
        issuer.answer("/certs", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = " ".repeat(8_192).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(some);
            }
        });
        assertRefused(certs(), "larger than");
    }

    @Test
    @Timeout(20)
    void anIssuerThatTricklesIsNotWaitedFor() {
        issuer.answer("/certs", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 300; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause();
            }
        });
        long before = System.nanoTime();
        assertRefused(certs(), "does not answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST.multipliedBy(5));
    }

    @Test
    void redirectsAndErrorsAreNotFollowed() {
        issuer.publish("maple", List.of(RSA));
        issuer.answer("/certs", exchange -> {
            exchange.getResponseHeaders().set("Location", issuer.jwksUri("maple"));
            exchange.sendResponseHeaders(302, -1);
        });
        assertRefused(certs(), "answers 302");
        issuer.answer("/certs", exchange -> exchange.sendResponseHeaders(500, -1));
        assertRefused(certs(), "answers 500");
        issuer.close();
        assertRefused(certs(), "cannot be read");
    }

    private Optional<URI> certs() {
        return Optional.of(URI.create(issuer.issuer("maple")).resolve("/certs"));
    }

    private void assertRefused(Optional<URI> jwksUri, String why) {
        assertThatThrownBy(() -> read(jwksUri)).isInstanceOf(IOException.class).hasMessageContaining(why);
    }

    private List<VerificationKey> read(Optional<URI> jwksUri) throws IOException {
        return new KeysOfProvider(settings(jwksUri, Set.of(SignatureAlgorithm.RS256)), http).read();
    }

    private ProviderSettings settings(Optional<URI> jwksUri, Set<SignatureAlgorithm> algorithms) {
        return new ProviderSettings(
                "test",
                issuer.issuer("maple"),
                "tallystick",
                jwksUri,
                algorithms,
                Linking.INVITATION,
                Duration.ofHours(1));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RsaJsonWebKey rsa(String id, int bits) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(bits);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
