package org.tallystick.terms;

import java.text.Normalizer;
import org.tallystick.problem.Text;

/** Text of several lines, plain or as Markdown: Unicode NFC, bounded, without control characters but for ends of lines and tabs. */
final class TermsText {
    private static final int LONGEST = 50_000;

    private TermsText() {}

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static String read(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .strip();
        if (normal.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        if (normal.length() > LONGEST) {
            throw new IllegalArgumentException("has " + normal.length() + " characters; at most " + LONGEST + " fit");
        }
        // In one line it must be text like any other.
        Text.read(normal.replace('\n', ' ').replace('\t', ' '), LONGEST);
        return normal;
    }
}
