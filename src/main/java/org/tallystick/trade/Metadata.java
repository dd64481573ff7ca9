package org.tallystick.trade;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/** What programs write beside a trade, for themselves. */
public final class Metadata {
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    /** Errors are noted under the field's name, or under that of the entry. */
    public static Map<String, String> read(
            String field, @Nullable Map<String, @Nullable String> given, FieldErrors errors) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (given == null) {
            return metadata;
        }
        if (given.size() > MOST) {
            errors.add(field, "too-many", "has " + given.size() + " names; at most " + MOST + " fit");
            return metadata;
        }
        given.forEach((name, value) -> {
            Optional<String> readName = errors.read(field, name, text -> Text.read(text, LONGEST_NAME));
            Optional<String> readValue = errors.read(field + "." + name, value, text -> Text.read(text, LONGEST_VALUE));
            if (readName.isPresent() && readValue.isPresent()) {
                metadata.put(readName.get(), readValue.get());
            }
        });
        return metadata;
    }
}
