package org.tallystick.community;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;

/** The language of a community: a tag of BCP 47, as {@code en} or {@code pt-BR}. */
public record Language(String tag) {
    public static final Language USUAL = new Language("en");
    private static final int LONGEST = 35;

    /** Which of PostgreSQL's configurations of text search are of which language; those that a server lacks it does without. */
    private static final Map<String, String> CONFIGURATIONS = Map.ofEntries(
            Map.entry("ar", "arabic"),
            Map.entry("ca", "catalan"),
            Map.entry("da", "danish"),
            Map.entry("de", "german"),
            Map.entry("el", "greek"),
            Map.entry("en", "english"),
            Map.entry("es", "spanish"),
            Map.entry("eu", "basque"),
            Map.entry("fi", "finnish"),
            Map.entry("fr", "french"),
            Map.entry("ga", "irish"),
            Map.entry("hi", "hindi"),
            Map.entry("hu", "hungarian"),
            Map.entry("hy", "armenian"),
            Map.entry("id", "indonesian"),
            Map.entry("it", "italian"),
            Map.entry("lt", "lithuanian"),
            Map.entry("nb", "norwegian"),
            Map.entry("ne", "nepali"),
            Map.entry("nl", "dutch"),
            Map.entry("nn", "norwegian"),
            Map.entry("no", "norwegian"),
            Map.entry("pt", "portuguese"),
            Map.entry("ro", "romanian"),
            Map.entry("ru", "russian"),
            Map.entry("sr", "serbian"),
            Map.entry("sv", "swedish"),
            Map.entry("ta", "tamil"),
            Map.entry("tr", "turkish"),
            Map.entry("yi", "yiddish"));

    /** The name of the configuration by which words of this language are compared. */
    public String searchConfiguration() {
        return CONFIGURATIONS.getOrDefault(Locale.forLanguageTag(tag).getLanguage(), "simple");
    }

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
