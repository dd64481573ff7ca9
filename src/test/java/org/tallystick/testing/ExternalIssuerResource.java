package org.tallystick.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Gives the application under test two external issuers: {@code maple}, which signs with RSA, and {@code birch}, with an
 * elliptic curve, and whose word on e-mail addresses is good here. A test signs as them with the keys {@code test.external.maple} and {@code test.external.birch}.
 */
public class ExternalIssuerResource implements QuarkusTestResourceLifecycleManager {
    /** The id of every key. */
    public static final String KEY_ID = "of-the-tests";

    public static final String AUDIENCE = "ledger";

    private final FakeIssuer issuer = FakeIssuer.start();

    @Override
    public Map<String, String> start() {
        try {
            RsaJsonWebKey maple = RsaJwkGenerator.generateJwk(2048);
            maple.setKeyId(KEY_ID);
            EllipticCurveJsonWebKey birch = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            birch.setKeyId(KEY_ID);
            issuer.publish("maple", List.of(maple));
            issuer.publish("birch", List.of(birch));
            return Map.of(
                    "tallystick.oidc.maple.issuer",
                    issuer.issuer("maple"),
                    "tallystick.oidc.maple.audience",
                    AUDIENCE,
                    "tallystick.oidc.birch.issuer",
                    issuer.issuer("birch"),
                    "tallystick.oidc.birch.audience",
                    AUDIENCE,
                    "tallystick.oidc.birch.jwks-uri",
                    issuer.jwksUri("birch"),
                    "tallystick.oidc.birch.algorithms",
                    "ES256",
                    "tallystick.oidc.birch.link",
                    "email",
                    "test.external.maple",
                    Base64.getEncoder().encodeToString(maple.getPrivateKey().getEncoded()),
                    "test.external.maple.public",
                    Base64.getEncoder().encodeToString(maple.getPublicKey().getEncoded()),
                    "test.external.birch",
                    Base64.getEncoder().encodeToString(birch.getPrivateKey().getEncoded()));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        issuer.close();
    }
}
