package org.tallystick.community;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/** What stands at the top of a community's papers: its name and address, in a few lines. */
final class Letterhead {
    static final int MOST_LINES = 6;
    private static final int LONGEST_LINE = 80;

    private Letterhead() {}

    /** @return the lines; whatever is noted in {@code errors} is not among them */
    static List<String> read(String field, List<@Nullable String> lines, FieldErrors errors) {
        if (lines.size() > MOST_LINES) {
            errors.add(field, "too-long", "has at most " + MOST_LINES + " lines");
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            errors.read(field + "[" + i + "]", lines.get(i), line -> Text.read(line, LONGEST_LINE))
                    .ifPresent(found::add);
        }
        return found;
    }
}
