package org.tallystick.security;

import java.util.List;

/** The signs that people write for letters so that a word looks less like one, which helps nobody but a guesser's purse. */
final class Substitutions {
    private static final String SIGNS = "0134578@$!|";
    private static final String WITH_I = "oieastbasii";
    private static final String WITH_L = "oleastbasll";
    private static final String SEPARATORS = " -_.,";

    private Substitutions() {}

    /** The readings of a text in small letters: a one may be an I or an L. */
    static List<String> undone(String lower) {
        return List.of(mapped(lower, WITH_I), mapped(lower, WITH_L));
    }

    /** One reading for all texts that may be the same: I, L and 1 are one. As long as the text. */
    static String folded(String lower) {
        return mapped(lower, WITH_I).replace('l', 'i');
    }

    static String withoutSeparators(String text) {
        StringBuilder rest = new StringBuilder();
        text.chars().filter(c -> SEPARATORS.indexOf(c) < 0).forEach(c -> rest.append((char) c));
        return rest.toString();
    }

    private static String mapped(String text, String letters) {
        StringBuilder mapped = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int sign = SIGNS.indexOf(text.charAt(i));
            if (sign >= 0) {
                mapped.setCharAt(i, letters.charAt(sign));
            }
        }
        return mapped.toString();
    }
}
