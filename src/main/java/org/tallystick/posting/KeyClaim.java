package org.tallystick.posting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * An idempotency key as one caller uses it for one request.
 *
 * @param key 1 to {@value #LONGEST} printable ASCII characters
 * @param fingerprint what the request says, in its canonical form: the same request has the same one
 */
public record KeyClaim(UUID caller, String key, Fingerprint fingerprint) {
    /** 255 of the caller's, and the number of an item of a batch. */
    public static final int LONGEST = 262;

    /** A digest of the operation and its parsed fields. */
    public static final class Fingerprint {
        private static final int BYTES = 16;

        private final byte[] digest;

        private Fingerprint(byte[] digest) {
            this.digest = digest;
        }

        /** Of these parts in this order; where one ends and the next begins counts. */
        public static Fingerprint of(List<String> parts) {
            try {
                MessageDigest sha = MessageDigest.getInstance("SHA-256");
                for (String part : parts) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    sha.update(bytes);
                }
                return new Fingerprint(Arrays.copyOf(sha.digest(), BYTES));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        /** Several parts as one, so that they can stand among others without losing where they begin and end. */
        public static String joined(List<String> parts) {
            StringBuilder text = new StringBuilder();
            for (String part : parts) {
                text.append(part.length()).append(':').append(part);
            }
            return text.toString();
        }

        static Fingerprint ofStored(byte[] digest) {
            return new Fingerprint(digest);
        }

        byte[] bytes() {
            return digest.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fingerprint that && Arrays.equals(digest, that.digest);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(digest);
        }
    }
}
