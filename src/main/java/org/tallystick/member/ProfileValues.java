package org.tallystick.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;

/** The values that members have in the profile fields of their community. */
final class ProfileValues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SHOWN = 40;

    private ProfileValues() {}

    /**
     * What changes, by code; empty: the value goes. What is wrong is noted in {@code errors}.
     *
     * @param mayChange whether whoever writes it may change this field
     */
    static Map<String, Optional<String>> read(
            @Nullable Map<String, @Nullable String> given,
            List<ProfileField> fields,
            Predicate<ProfileField> mayChange,
            FieldErrors errors) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        if (given == null) {
            return values;
        }
        Map<String, ProfileField> known = fields.stream().collect(Collectors.toMap(ProfileField::code, one -> one));
        given.forEach((code, text) -> {
            String at = "fields." + code.substring(0, Math.min(code.length(), LONGEST_SHOWN));
            ProfileField field = known.get(code);
            if (field == null) {
                errors.add(at, "unknown", "is no profile field of this community");
            } else if (!mayChange.test(field)) {
                errors.add(at, "forbidden", "is changed by those who run the community alone");
            } else if (text == null && field.required()) {
                errors.add(at, "required", "is required, and cannot be taken away");
            } else {
                Optional<String> value = errors.readIfPresent(at, text, field::readValue);
                values.put(code, value);
            }
        });
        return values;
    }

    static Map<String, String> changed(Map<String, String> before, Map<String, Optional<String>> changes) {
        Map<String, String> after = new LinkedHashMap<>(before);
        changes.forEach(
                (code, value) -> value.ifPresentOrElse(text -> after.put(code, text), () -> after.remove(code)));
        return after;
    }

    static String json(Map<String, String> profile) {
        try {
            return JSON.writeValueAsString(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a profile holds plain texts", e);
        }
    }

    static Map<String, String> ofJson(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the profile of a member is unreadable", e);
        }
    }
}
