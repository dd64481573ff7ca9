package org.tallystick.mail;

import org.tallystick.problem.Text;

/** What a letter names: text of one line. */
final class OneLine {
    /** A community's name has at most as many characters. */
    private static final int LONGEST = 200;

    private OneLine() {}

    /** @throws IllegalArgumentException if it is empty, too long, or holds a control character, a line's end among them */
    static void check(String text) {
        check(text, LONGEST);
    }

    /** The same, for what is longer than a name. */
    static void check(String text, int longest) {
        try {
            Text.read(text, longest);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("What a letter names " + e.getMessage(), e);
        }
        if (!text.equals(text.strip())) {
            throw new IllegalArgumentException("What a letter names begins or ends with white space");
        }
    }
}
