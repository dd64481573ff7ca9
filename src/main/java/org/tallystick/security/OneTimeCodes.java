package org.tallystick.security;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Codes on paper for whoever has lost the second factor, each good once. A code is 80 random bits in Crockford's base 32,
 * in which no two characters look alike.
 *
 * <p>Only their hashes are stored. Unlike a password's, it may be a plain SHA-256 without salt: nobody chose these codes, so
 * there is no list to try, and of 2<sup>80</sup> equally likely ones a machine that hashes 10<sup>12</sup> a second finds
 * one in some twenty thousand years.
 */
public final class OneTimeCodes {
    /** On one sheet. */
    public static final int COUNT = 10;

    private static final int BYTES = 10;
    private static final int CHARACTERS = 16;
    private static final int GROUP = 4;
    /** More than anybody's spaces need. */
    private static final int LONGEST_INPUT = 60;

    private OneTimeCodes() {}

    /** {@value #COUNT} new codes as they are printed, {@code XXXX-XXXX-XXXX-XXXX}; shown once, and never stored. */
    public static List<String> newSheet() {
        return Stream.generate(() -> Base32.CROCKFORD.encode(Digests.random(BYTES)))
                .limit(COUNT)
                .map(OneTimeCodes::grouped)
                .toList();
    }

    /**
     * The code that somebody meant: small letters are as good as capitals, O is 0, I and L are 1, and spaces and hyphens
     * count for nothing.
     *
     * @return sixteen characters without hyphens; empty where the text is no code
     */
    public static Optional<String> normalize(String typed) {
        if (typed.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c != '-' && !Character.isSpaceChar(c) && !Character.isWhitespace(c)) {
                code.append(meant(c));
            }
        }
        return Optional.of(code.toString())
                .filter(text -> text.length() == CHARACTERS)
                .filter(text -> Base32.CROCKFORD.decode(text).isPresent());
    }

    private static char meant(char typed) {
        char capital = typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
        return switch (capital) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> capital;
        };
    }

    /**
     * What is stored: 32 bytes. They may be looked up by an index, for how long that takes tells of a hash, and a hash
     * tells nothing of its code.
     *
     * @param code printed or typed
     * @return empty where the text is no code
     */
    public static Optional<byte[]> hash(String code) {
        return normalize(code).map(Digests::sha256);
    }

    /** Whether what somebody typed is the code of this hash; takes as long whether it is or not. */
    public static boolean matches(String typed, byte[] hash) {
        return hash(typed).filter(tried -> MessageDigest.isEqual(tried, hash)).isPresent();
    }

    private static String grouped(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }
}
