package org.tallystick.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with the fields of one request, so that its writer is told everything at once. A use case reads
 * all fields, then calls {@link #throwIfAny()}, then trusts what it read.
 */
public final class FieldErrors {
    /** More than these are not told. */
    private static final int MOST = 50;

    private final List<FieldError> errors = new ArrayList<>();

    public void add(String field, String code, String detail) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(field, code, detail));
        }
    }

    /** The value, or {@code instead} with an error noted if it is absent. */
    public <T> T required(String field, @Nullable T value, T instead) {
        if (value == null) {
            add(field, "required", "is required");
            return instead;
        }
        return value;
    }

    /**
     * Reads a field that must be there.
     *
     * @param reader turns the text into a value; an {@link IllegalArgumentException} is noted with its message
     */
    public <T> Optional<T> read(String field, @Nullable String text, Function<String, T> reader) {
        if (text == null) {
            add(field, "required", "is required");
            return Optional.empty();
        }
        return readIfPresent(field, text, reader);
    }

    /** Reads a field that may be absent. */
    public <T> Optional<T> readIfPresent(String field, @Nullable String text, Function<String, T> reader) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            add(field, "malformed", e.getMessage() == null ? "is malformed" : e.getMessage());
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<FieldError> list() {
        return List.copyOf(errors);
    }

    /** @throws ProblemException a 400 that names every field at fault, if there is any */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            FieldError first = errors.get(0);
            String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
            throw new Problem(ProblemType.MALFORMED, first.field() + " " + first.detail() + more, errors, Map.of())
                    .asException();
        }
    }
}
