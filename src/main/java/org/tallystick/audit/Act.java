package org.tallystick.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param kind of what was changed; {@code trade} for one that was recorded by an office
 * @param subject what was changed, by the name that people know
 * @param changedBy the user or the exchange system
 * @param program what the program calls itself from which a user did it; for those alone who may see the whole log
 * @param member whom it concerns
 * @param before null for what is new
 * @param after null for what is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Change")
record Act(
        UUID id,
        String kind,
        String subject,
        Instant changedAt,
        String changedBy,
        @Nullable String program,
        @Nullable String member,
        String reason,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after) {
    /** Under which a member's record keeps the values of the community's own profile fields. */
    private static final String FIELDS = "fields";

    /**
     * For those who may not see the whole log.
     *
     * @param seesField by its code, of the member whom it concerns
     */
    Act narrowed(Predicate<String> seesField) {
        return new Act(
                id,
                kind,
                subject,
                changedAt,
                changedBy,
                null,
                member,
                reason,
                narrowed(before, seesField),
                narrowed(after, seesField));
    }

    private static @Nullable Map<String, @Nullable Object> narrowed(
            @Nullable Map<String, @Nullable Object> values, Predicate<String> seesField) {
        if (values == null || !(values.get(FIELDS) instanceof Map<?, ?> fields)) {
            return values;
        }
        Map<String, @Nullable Object> left = new LinkedHashMap<>(values);
        Map<Object, Object> seen = new LinkedHashMap<>(fields);
        seen.keySet().removeIf(code -> !seesField.test(String.valueOf(code)));
        if (seen.isEmpty()) {
            left.remove(FIELDS);
        } else {
            left.put(FIELDS, seen);
        }
        return left;
    }
}
