package org.tallystick.telemetry;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which time series an expression of Prometheus is about. */
final class PromQl {
    /** What is between quotation marks, braces and brackets names no series; nor do the lists of labels. */
    private static final Pattern TEXTS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Pattern SELECTORS = Pattern.compile("\\{[^}]*}|\\[[^\\]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "inf", "nan");

    private PromQl() {}

    static Set<String> series(String expression) {
        String bare = TEXTS.matcher(expression).replaceAll("");
        bare = SELECTORS.matcher(bare).replaceAll("");
        bare = LABELS.matcher(bare).replaceAll("");
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            boolean isFunction = bare.substring(matcher.end()).stripLeading().startsWith("(");
            if (!isFunction && !WORDS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }
}
