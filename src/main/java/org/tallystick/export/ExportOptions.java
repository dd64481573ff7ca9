package org.tallystick.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.csv.CsvDialect;
import org.tallystick.problem.FieldErrors;
import org.tallystick.web.Dialects;

/** What a request chooses besides its fields; an option that is not read means nothing, and is refused. */
final class ExportOptions {
    private final Map<String, String> left;
    private final FieldErrors errors;

    ExportOptions(NewExport request, FieldErrors errors) {
        this.left = new LinkedHashMap<>(request.chosen());
        this.errors = errors;
    }

    private Optional<String> take(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    /** How CSV is written, as of {@link Dialects}. */
    CsvDialect dialect(String format, boolean offered) {
        return Dialects.read(
                format,
                offered,
                take("separator").orElse(null),
                take("decimal").orElse(null),
                take("bom").orElse(null),
                errors);
    }

    /** One that is on or off; off if absent. */
    boolean flag(String name) {
        Optional<String> value = take(name);
        if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
            errors.add(name, "malformed", "must be true or false");
        }
        return value.equals(Optional.of("true"));
    }

    /** Notes an error for each that was not read. */
    void end() {
        left.keySet()
                .forEach(name ->
                        errors.add("options", "malformed", "has something that is no option here: " + shown(name)));
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }
}
