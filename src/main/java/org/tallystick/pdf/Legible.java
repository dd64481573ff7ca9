package org.tallystick.pdf;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Text that the bundled fonts can show. What none of them has is written as its number, {@code [U+1F951]}: never a box, and
 * never left out. What has no looks of its own is dropped: variation selectors, and marks that would turn the direction of
 * what stands around a name.
 *
 * @param typefaces those that it needs, in the order in which they are asked
 */
record Legible(String text, Set<Typeface> typefaces) {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** Read from the fonts when the first paper is made. */
    private static final class Covered {
        private static final Map<Typeface, BitSet> BY = new EnumMap<>(Typeface.class);

        static {
            for (Typeface typeface : Typeface.values()) {
                BY.put(typeface, typeface.characters());
            }
        }
    }

    static Legible of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        Set<Typeface> needed = EnumSet.of(Typeface.LATIN);
        text.codePoints().forEach(codePoint -> {
            if (Character.isWhitespace(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else if (!isInvisible(codePoint)) {
                append(shown, codePoint, needed);
            }
        });
        return new Legible(shown.toString(), needed);
    }

    private static void append(StringBuilder shown, int codePoint, Set<Typeface> needed) {
        for (Map.Entry<Typeface, BitSet> entry : Covered.BY.entrySet()) {
            if (entry.getValue().get(codePoint)) {
                needed.add(entry.getKey());
                shown.appendCodePoint(codePoint);
                return;
            }
        }
        if (codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER) {
            shown.append(String.format(Locale.ROOT, "[U+%04X]", codePoint));
        }
    }

    /** The joiners shape Arabic letters, and so are kept. */
    private static boolean isInvisible(int codePoint) {
        return codePoint != ZERO_WIDTH_JOINER
                && codePoint != ZERO_WIDTH_NON_JOINER
                && UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }
}
