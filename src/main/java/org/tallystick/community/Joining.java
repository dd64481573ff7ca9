package org.tallystick.community;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Text;

/**
 * How people become members.
 *
 * @param questions that the community asks whoever applies; 0 to {@value #MOST_QUESTIONS}, with different codes
 */
public record Joining(Way way, List<Question> questions) {
    public static final Joining USUAL = new Joining(Way.INVITATION, List.of());
    static final int MOST_QUESTIONS = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    public Joining {
        questions = List.copyOf(questions);
    }

    /** Who lets them in. */
    public enum Way {
        /** Those who run the community enrol them. */
        INVITATION,
        /** People apply, and those who run the community decide. */
        APPLICATION,
        /** Whoever applies is a member. */
        OPEN;

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        static Way read(String text) {
            for (Way way : values()) {
                if (way.text().equals(text)) {
                    return way;
                }
            }
            throw new IllegalArgumentException("must be \"invitation\", \"application\" or \"open\"");
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the community wants to know.
     *
     * @param code names it: small letters, digits and hyphens
     */
    public record Question(String code, String text, boolean required) {
        private static final int LONGEST = 500;
        private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

        static String readCode(String text) {
            if (!CODE.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "has 1 to 40 small letters a-z, digits and hyphens, and begins with a letter");
            }
            return text;
        }

        static String readText(String text) {
            return Text.read(text, LONGEST);
        }

        Map<String, @Nullable Object> toValues() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("code", code);
            values.put("text", text);
            values.put("required", required);
            return values;
        }
    }

    /** The questions as the database keeps them. */
    String questionsJson() {
        try {
            return JSON.writeValueAsString(questions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("questions are plain values", e);
        }
    }

    static Joining of(String way, String questionsJson) {
        try {
            return new Joining(Way.read(way), JSON.readValue(questionsJson, new TypeReference<List<Question>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the questions of a community are unreadable", e);
        }
    }
}
