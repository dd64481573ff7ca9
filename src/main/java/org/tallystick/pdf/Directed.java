package org.tallystick.pdf;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody's text in parts, for the layout puts parts from left to right, and turns each by itself: what is read from right
 * to left and consists of several runs (words and a number) is a part that is laid out by itself, from the right (Unicode
 * Bidirectional Algorithm, UAX 9). Marks of direction within the text are dropped: it cannot turn what stands beside it.
 *
 * @param plain whether nothing of it is read from right to left
 */
public record Directed(boolean plain, List<Part> parts) {
    private static final Pattern MARKS = Pattern.compile("[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]");

    /** @param rtl whether it is laid out from the right, in a block of its own */
    public record Part(String text, boolean rtl) {}

    public static Directed of(String text) {
        String plain = MARKS.matcher(text).replaceAll("");
        char[] characters = plain.toCharArray();
        if (!Bidi.requiresBidi(characters, 0, characters.length)) {
            return new Directed(true, List.of(new Part(plain, false)));
        }
        Bidi bidi = new Bidi(plain, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        if (!bidi.baseIsLeftToRight()) {
            return new Directed(false, List.of(new Part(plain, bidi.getRunCount() > 1)));
        }
        return new Directed(false, parts(plain, bidi));
    }

    private static List<Part> parts(String text, Bidi bidi) {
        List<Part> parts = new ArrayList<>();
        int run = 0;
        while (run < bidi.getRunCount()) {
            int end = run + 1;
            while (bidi.getRunLevel(run) > 0 && end < bidi.getRunCount() && bidi.getRunLevel(end) > 0) {
                end++;
            }
            parts.add(new Part(text.substring(bidi.getRunStart(run), bidi.getRunLimit(end - 1)), end - run > 1));
            run = end;
        }
        return parts;
    }
}
