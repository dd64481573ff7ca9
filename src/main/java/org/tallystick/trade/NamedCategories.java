package org.tallystick.trade;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.category.Category;
import org.tallystick.problem.FieldErrors;

/**
 * The categories that the trades of a request may name.
 *
 * @param booked which of the trades are booked already, by their places: they are answered again, whatever is retired since
 */
record NamedCategories(Map<String, Category> byCode, Set<Integer> booked) {
    /** Of requests that name none. */
    static final NamedCategories NONE = new NamedCategories(Map.of(), Set.of());

    /** Notes an error for a category that there is not, or is no more. */
    Optional<String> read(String field, @Nullable String code, int index, FieldErrors errors) {
        if (code == null) {
            return Optional.empty();
        }
        Category category = byCode.get(code);
        if (category == null) {
            errors.add(field, "unknown-category", "is none of the community's categories");
            return Optional.empty();
        }
        if (category.retired() && !booked.contains(index)) {
            errors.add(field, "retired-category", "is retired; new trades name it no longer");
            return Optional.empty();
        }
        return Optional.of(category.code());
    }
}
