package org.tallystick.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One occurrence of a problem.
 *
 * @param detail a sentence for a person, with the numbers they need
 * @param errors the fields at fault, for a malformed request
 * @param members further members of the problem object, such as {@code available} and {@code asked}
 */
public record Problem(ProblemType type, String detail, List<FieldError> errors, Map<String, Object> members) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    public static Problem ofField(ProblemType type, String field, String code, String detail) {
        return new Problem(type, field + " " + detail, List.of(new FieldError(field, code, detail)), Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, detail, errors, more);
    }

    /** The object that is sent, in the order in which people read it. */
    public Map<String, Object> toBody() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.uri().toString());
        body.put("code", type.code());
        body.put("title", type.title());
        body.put("status", type.status());
        body.put("detail", detail);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        body.putAll(members);
        return body;
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
