package org.tallystick.posting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a verification of one community found.
 *
 * @param checked how many there were of each thing that was looked at
 * @param violations the first {@link #MOST_NAMED} of them
 * @param violationCount all of them
 */
public record Verification(boolean ok, Map<String, Long> checked, List<Violation> violations, long violationCount) {
    public static final int MOST_NAMED = 1_000;

    public Verification {
        checked = Collections.unmodifiableMap(new LinkedHashMap<>(checked));
        violations = List.copyOf(violations);
        if (ok != (violationCount == 0) || violations.size() > MOST_NAMED || violations.size() > violationCount) {
            throw new IllegalArgumentException(violations.size() + " of " + violationCount + " violations, ok: " + ok);
        }
    }

    /** What was found, for a person. */
    public List<String> lines(String community) {
        String counts = checked.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add(community + ": " + (ok ? "ok" : violationCount + " violations") + " (" + counts + ")");
        for (Violation violation : violations) {
            lines.add("  " + violation.invariant() + " " + violation.subject() + ": " + violation.detail());
        }
        if (violationCount > violations.size()) {
            lines.add("  and " + (violationCount - violations.size()) + " more");
        }
        return lines;
    }
}
