package org.tallystick.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.tallystick.security.VerificationKeys.VerificationKey;

/** The keys of a JWK set (RFC 7517) that may verify a token; the others are passed over. */
final class PublishedKeys {
    private static final int MOST_KEYS = 100;
    private static final int LONGEST_ID = 255;
    private static final int SMALLEST_RSA_BITS = 2_048;
    /** What a larger one costs to verify with is not worth it. */
    private static final int LARGEST_RSA_BITS = 8_192;

    private PublishedKeys() {}

    /**
     * @param allowed what the issuer may sign with
     * @throws IOException if it is no JWK set, or one of more than 100 keys
     */
    static List<VerificationKey> of(JsonNode set, Set<SignatureAlgorithm> allowed) throws IOException {
        JsonNode nodes = set.path("keys");
        if (!nodes.isArray() || nodes.size() > MOST_KEYS) {
            throw new IOException("it is no JWK set of at most " + MOST_KEYS + " keys");
        }
        List<VerificationKey> keys = new ArrayList<>();
        for (JsonNode node : nodes) {
            read(node, allowed).ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    private static Optional<VerificationKey> read(JsonNode node, Set<SignatureAlgorithm> allowed) {
        String id = node.path("kid").asText("");
        if (id.isEmpty() || id.length() > LONGEST_ID || !isForVerifying(node)) {
            return Optional.empty();
        }
        try {
            // A key whose private half is published too is anyone's.
            if (!(JsonWebKey.Factory.newJwk(node.toString()) instanceof PublicJsonWebKey key)
                    || key.getPrivateKey() != null) {
                return Optional.empty();
            }
            Set<SignatureAlgorithm> algorithms = fitting(key.getPublicKey());
            algorithms.retainAll(allowed);
            if (node.has("alg")) {
                String only = node.path("alg").asText();
                algorithms.removeIf(algorithm -> !algorithm.getAlgorithm().equals(only));
            }
            return algorithms.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new VerificationKey(id, key.getPublicKey(), algorithms));
        } catch (JoseException | RuntimeException e) {
            // One key of a kind that is not known here must not cost the others.
            return Optional.empty();
        }
    }

    private static boolean isForVerifying(JsonNode node) {
        boolean signs = !node.has("use") || node.path("use").asText().equals("sig");
        boolean verifies = !node.has("key_ops");
        for (JsonNode operation : node.path("key_ops")) {
            verifies |= operation.asText().equals("verify");
        }
        return signs && verifies;
    }

    private static Set<SignatureAlgorithm> fitting(PublicKey key) {
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits >= SMALLEST_RSA_BITS && bits <= LARGEST_RSA_BITS) {
                algorithms.addAll(ProviderSettings.POSSIBLE);
                algorithms.removeIf(algorithm -> algorithm.getAlgorithm().startsWith("ES"));
            }
        } else if (key instanceof ECPublicKey curve) {
            switch (curve.getParams().getCurve().getField().getFieldSize()) {
                case 256 -> algorithms.add(SignatureAlgorithm.ES256);
                case 384 -> algorithms.add(SignatureAlgorithm.ES384);
                case 521 -> algorithms.add(SignatureAlgorithm.ES512);
                default -> {}
            }
        }
        return algorithms;
    }
}
