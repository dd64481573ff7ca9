package org.tallystick.security;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The public half of a signing key, as RFC 7517 writes it. */
final class JsonWebKeys {
    private JsonWebKeys() {}

    static Map<String, String> of(SigningKey key) {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("kid", key.id());
        jwk.put("n", base64(key.publicKey().getModulus()));
        jwk.put("e", base64(key.publicKey().getPublicExponent()));
        return jwk;
    }

    /** Without the byte of the sign, which BigInteger puts in front. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
