package org.tallystick.community;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;

/** The languages of a community, as BCP 47 names them. */
public final class Languages {
    static final int MOST = 10;
    private static final int LONGEST = 35;

    private Languages() {}

    /** @return the tags in their canonical form; whatever is noted in {@code errors} is not among them */
    static List<String> read(String field, List<@Nullable String> tags, FieldErrors errors) {
        if (tags.isEmpty() || tags.size() > MOST) {
            errors.add(field, tags.isEmpty() ? "required" : "too-long", "has 1 to " + MOST + " languages");
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            String place = field + "[" + i + "]";
            Optional<String> tag = errors.read(place, tags.get(i), Languages::read);
            if (tag.isPresent() && found.contains(tag.get())) {
                errors.add(place, "duplicate", "stands in the list already");
            }
            tag.ifPresent(found::add);
        }
        return found;
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static String read(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            if (text.length() <= LONGEST && !locale.getLanguage().isEmpty()) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // Said below, in words that help.
        }
        throw new IllegalArgumentException("is not a language tag of BCP 47, such as en, pt-BR or zh-Hant");
    }
}
