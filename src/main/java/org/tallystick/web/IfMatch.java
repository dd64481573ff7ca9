package org.tallystick.web;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * The version that whoever changes something has seen of it (RFC 9110, If-Match).
 *
 * @param expected empty for {@code *}: whatever the version is
 */
public record IfMatch(OptionalLong expected) {
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    /**
     * @throws ProblemException {@code precondition-required} if the header is absent, {@code malformed} if it is neither
     *     {@code *} nor one strong tag, {@code version-stale} for a tag that this service never gives
     */
    public static IfMatch parse(@Nullable String header) {
        if (header == null) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send the ETag of what you have read as If-Match, or * to change it whatever it is.");
        }
        String text = header.strip();
        if (text.equals("*")) {
            return new IfMatch(OptionalLong.empty());
        }
        Matcher tag = TAG.matcher(text);
        if (tag.matches()) {
            return new IfMatch(OptionalLong.of(Long.parseLong(tag.group(1))));
        }
        if (text.matches("(W/)?\"[^\"]*\"")) {
            throw ProblemException.of(ProblemType.VERSION_STALE, "The tag " + text + " is not of a present version.");
        }
        throw Problem.ofField(
                        ProblemType.MALFORMED, "If-Match", "malformed", "must be * or one tag in quotes, such as \"3\"")
                .asException();
    }

    /** The tag of a version. */
    public static String tagOf(long version) {
        return "\"" + version + "\"";
    }
}
