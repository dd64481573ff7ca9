package org.tallystick.security;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The second factor of a login: six digits that an authenticator app shows, by RFC 6238 with the values that every app
 * knows (HMAC-SHA-1, 30 seconds, counted from 1970). SHA-1 is sound here: an HMAC asks for no resistance to collisions.
 */
public final class Totp {
    public static final Duration STEP = Duration.ofSeconds(30);
    public static final int DIGITS = 6;
    /** The last step used of a login that has used none. */
    public static final long NEVER = -1;

    /** Steps before and after the present one whose codes are good, as RFC 6238 §5.2 recommends at most: clocks differ. */
    private static final int WINDOW = 1;
    /** More than anybody's spaces need. */
    private static final int LONGEST_INPUT = 40;

    private static final HmacOneTimePasswordGenerator GENERATOR = new HmacOneTimePasswordGenerator(DIGITS);

    private Totp() {}

    /**
     * The step whose code this is, to be stored as the last one used: no code is good twice (RFC 6238 §5.2). Where two
     * requests may bring the same code at once, store it under the condition that it is greater than what is stored.
     * With three codes of a million good at a time, attempts must be counted and throttled.
     *
     * @param code as a person typed it: six ASCII digits, with spaces or hyphens between them
     * @param lastUsedStep {@link #NEVER}, or what this method returned before
     * @return empty for a wrong code, else greater than {@code lastUsedStep}
     */
    public static OptionalLong verify(TotpSecret secret, String code, Instant now, long lastUsedStep) {
        String digits = digits(code);
        if (digits.length() != DIGITS) {
            return OptionalLong.empty();
        }
        byte[] tried = digits.getBytes(StandardCharsets.US_ASCII);
        long present = step(now);
        OptionalLong used = OptionalLong.empty();
        // Upwards and to the end: if two steps have the same code, it is the later one that is used up.
        for (long step = Math.max(0, present - WINDOW); step <= present + WINDOW; step++) {
            byte[] right = code(secret, step, GENERATOR).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(tried, right) && step > lastUsedStep) {
                used = OptionalLong.of(step);
            }
        }
        return used;
    }

    /** What an app shows at this moment: for tests, and for programs that log in. */
    public static String code(TotpSecret secret, Instant now) {
        return code(secret, step(now), GENERATOR);
    }

    /** @param digits 6 to 8 */
    static String code(TotpSecret secret, long step, int digits) {
        return code(secret, step, new HmacOneTimePasswordGenerator(digits));
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
    }

    private static String code(TotpSecret secret, long step, HmacOneTimePasswordGenerator generator) {
        try {
            // Without the root locale some languages get digits of their own.
            return generator.generateOneTimePasswordString(secret.key(), step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("an HMAC takes any key", e);
        }
    }

    /** The digits, or an empty text where there is anything but digits and what people put between them. */
    private static String digits(String typed) {
        if (typed.length() > LONGEST_INPUT) {
            return "";
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != '-' && !Character.isSpaceChar(c) && !Character.isWhitespace(c)) {
                return "";
            }
        }
        return digits.toString();
    }
}
