package org.tallystick.problem;

import java.text.Normalizer;

/** Text that people write: Unicode NFC, bounded, without control characters. */
public final class Text {
    private Text() {}

    /**
     * @param longest in characters of the normal form
     * @throws IllegalArgumentException whose message completes a sentence that begins with the field's name
     */
    public static String read(String text, int longest) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (normal.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        if (normal.length() > longest) {
            throw new IllegalArgumentException("has " + normal.length() + " characters; at most " + longest + " fit");
        }
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            boolean loneSurrogate = Character.isHighSurrogate(c)
                    ? i + 1 == normal.length() || !Character.isLowSurrogate(normal.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(normal.charAt(i - 1)));
            if (Character.getType(c) == Character.CONTROL || loneSurrogate || isNonCharacter(c)) {
                throw new IllegalArgumentException("contains a control character at position " + (i + 1));
            }
        }
        return normal;
    }

    private static boolean isNonCharacter(char c) {
        return (c >= 0xFDD0 && c <= 0xFDEF) || c >= 0xFFFE || c == 0x2028 || c == 0x2029;
    }
}
