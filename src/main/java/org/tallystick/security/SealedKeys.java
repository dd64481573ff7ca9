package org.tallystick.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.platform.StartFailure;
import org.tallystick.platform.TallystickConfig;

/** Seals private keys with AES-256-GCM under the installation's secret; what is sealed under one name opens under no other. */
public final class SealedKeys {
    private static final int SECRET_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final byte[] secret;

    private SealedKeys(byte[] secret) {
        this.secret = secret;
    }

    /** @throws StartFailure without a secret, or with one that is none */
    public static SealedKeys of(TallystickConfig config) {
        return under(config.secret()
                .orElseThrow(() -> new StartFailure(
                        "TALLYSTICK_SECRET is not set. It holds 32 bytes in base64, the same for every instance;"
                                + " 'openssl rand -base64 32' makes one.")));
    }

    /** @throws StartFailure unless the text is 32 bytes in base64 */
    public static SealedKeys under(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new StartFailure("TALLYSTICK_SECRET must hold 32 bytes in base64, and is no base64.", e);
        }
        if (secret.length != SECRET_BYTES) {
            throw new StartFailure("TALLYSTICK_SECRET must hold 32 bytes in base64, and holds " + secret.length + ".");
        }
        return new SealedKeys(secret);
    }

    public byte[] seal(String name, byte[] plain) {
        byte[] nonce = Digests.random(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(plain);
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed under another secret or name, or was changed since */
    public byte[] open(String name, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length <= NONCE_BYTES) {
            throw new GeneralSecurityException("too short to be a sealed key");
        }
        return cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(sealed, NONCE_BYTES))
                .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    /**
     * The name of this installation's nth key: the same on every instance, so that two that make it at once make one, and
     * another on every other installation.
     */
    public String keyId(int number) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(digest("signing key " + number), NONCE_BYTES));
    }

    /** A digest that nobody without the secret can try texts against; 32 bytes. */
    public byte[] digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
