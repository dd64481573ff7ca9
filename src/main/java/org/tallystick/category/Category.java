package org.tallystick.category;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/**
 * A category of trades.
 *
 * @param code by which trades name it, for ever
 * @param name in the community's own words
 * @param retired whether new trades name it no longer
 */
public record Category(String code, String name, boolean retired) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int LONGEST_NAME = 200;

    /** As a client writes it, and is shown it. */
    @Schema(name = "Category")
    public record Body(
            @Nullable String code,
            @Nullable String name,
            @Nullable Boolean retired) {
        static Body of(Category category) {
            return new Body(category.code(), category.name(), category.retired());
        }

        /** @param path what the fields' names begin with: {@code categories[3].} */
        Optional<Category> read(String path, FieldErrors errors) {
            Optional<String> read = errors.read(path + "code", code, Category::readCode);
            Optional<String> called = errors.read(path + "name", name, text -> Text.read(text, LONGEST_NAME));
            return read.isPresent() && called.isPresent()
                    ? Optional.of(new Category(read.get(), called.get(), Boolean.TRUE.equals(retired)))
                    : Optional.empty();
        }
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static String readCode(String text) {
        if (!CODE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "has 1 to 40 small letters a-z, digits and hyphens, and begins with a letter or digit");
        }
        return text;
    }

    Category retire() {
        return new Category(code, name, true);
    }

    Map<String, Object> toValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("code", code);
        values.put("name", name);
        values.put("retired", retired);
        return values;
    }
}
