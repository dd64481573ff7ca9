package org.tallystick.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** What a login's authenticator app and the service both know: {@value #LENGTH} bytes, as long as RFC 4226 §4 R6 asks for. */
public final class TotpSecret {
    /** In bytes. */
    public static final int LENGTH = 20;

    private static final int LONGEST_TEXT = 200;

    private final byte[] bytes;

    private TotpSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TotpSecret random() {
        return new TotpSecret(Digests.random(LENGTH));
    }

    /** @throws IllegalArgumentException unless there are {@value #LENGTH} bytes */
    public static TotpSecret of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a secret has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new TotpSecret(bytes.clone());
    }

    /** @param text as {@link #base32}, in either case, with spaces wherever somebody put them */
    public static Optional<TotpSecret> parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return Base32.RFC_4648
                .decode(text.replace(" ", "").toUpperCase(Locale.ROOT))
                .filter(bytes -> bytes.length == LENGTH)
                .map(TotpSecret::new);
    }

    /** To be stored sealed: whoever has these has the second factor. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** RFC 4648 base 32 without padding, for those who type it into their app: 32 characters. */
    public String base32() {
        return Base32.RFC_4648.encode(bytes);
    }

    /**
     * The address that an app reads from a QR code, as Google Authenticator's "Key URI Format" has it. Everything but
     * RFC 3986's unreserved characters is percent-encoded, a space as {@code %20}, for some apps show a plus as a plus.
     *
     * @param issuer whose login this is, and
     * @param label which of theirs; a colon separates the two, so one that is part of either becomes a hyphen
     */
    public String uri(String issuer, String label) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(label) + "?secret=" + base32() + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP.toSeconds();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.replace(':', '-'), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    Key key() {
        return new SecretKeySpec(bytes, "RAW");
    }

    /** Says nothing of the secret, so that no log ever does. */
    @Override
    public String toString() {
        return "TotpSecret";
    }
}
