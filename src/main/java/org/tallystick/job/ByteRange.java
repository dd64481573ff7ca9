package org.tallystick.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Some of the bytes of a file, as RFC 9110 §14 counts them.
 *
 * @param first from 0
 * @param last that belongs to it; before the first where there are none
 */
record ByteRange(long first, long last) {
    /** One range; a recipient may ignore what asks for several. */
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    static ByteRange whole(long size) {
        return new ByteRange(0, size - 1);
    }

    /**
     * What a header asks for of so many bytes; empty where it is to be ignored.
     *
     * @throws ProblemException {@code range-not-satisfiable} if none of it is there
     */
    static Optional<ByteRange> read(@Nullable String header, long size) {
        Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            return Optional.of(satisfiable(size - Math.min(suffix, size), size - 1, size));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        return last < first && !matcher.group(2).isEmpty()
                ? Optional.empty()
                : Optional.of(satisfiable(first, Math.min(last, size - 1), size));
    }

    private static ByteRange satisfiable(long first, long last, long size) {
        if (first >= size) {
            throw ProblemException.of(
                    ProblemType.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes; none of the range is there.");
        }
        return new ByteRange(first, last);
    }

    long length() {
        return last - first + 1;
    }

    /** As the header {@code Content-Range} has it. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
