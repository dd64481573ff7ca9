package org.tallystick.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a timeline was left for the next one, by a restore.
 *
 * @param timeline the one that was left
 * @param at what is behind it does not belong to the books any more
 * @param leftOutFrom when the first transaction was committed that was left out; empty if the restore took all that there was
 */
record Fork(long timeline, Lsn at, Optional<Instant> leftOutFrom) {
    /** What PostgreSQL notes of a restore to an instant. */
    private static final Pattern REASON = Pattern.compile("before (\\d{4}-\\d\\d-\\d\\d \\S+)");

    private static final int MICROSECONDS = 6;
    private static final DateTimeFormatter POSTGRES = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, MICROSECONDS, true)
            .appendPattern("[XXX][X]")
            .toFormatter();

    /** @param line of a {@code .history} file: the timeline, the place, and the reason, with tabs between */
    static Fork parse(String line) {
        String[] words = line.split("\\s+", 3);
        return new Fork(
                Long.parseLong(words[0]),
                Lsn.parse(words[1]),
                words.length > 2 ? leftOutFrom(words[2]) : Optional.empty());
    }

    private static Optional<Instant> leftOutFrom(String reason) {
        Matcher before = REASON.matcher(reason.strip());
        if (!before.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(before.group(1), POSTGRES).toInstant());
        } catch (DateTimeException e) {
            // Of another way to write times: it is as good as none.
            return Optional.empty();
        }
    }
}
