package org.tallystick.community;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** The language of a community: a tag of BCP 47, as {@code en} or {@code pt-BR}. */
public record Language(String tag) {
    public static final Language USUAL = new Language("en");
    private static final int LONGEST = 35;

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static Language read(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            String tag = locale.toLanguageTag();
            if (text.length() <= LONGEST
                    && tag.length() <= LONGEST
                    && !locale.getLanguage().isEmpty()) {
                return new Language(tag);
            }
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("is no language tag, such as en or pt-BR", e);
        }
        throw new IllegalArgumentException("is no language tag, such as en or pt-BR");
    }
}
