package org.tallystick.statement;

import java.util.List;
import java.util.Optional;
import org.tallystick.web.Cursor;

/**
 * A statement that has begun to be read. What stands on it is settled: entries are never changed, and later ones have higher
 * numbers.
 *
 * @param firstLines the first of those that were asked for, all of them if they are few
 * @param end number behind the last entry that was asked for
 */
public record OpenStatement(StatementHead head, List<StatementRow> firstLines, long end) {

    /** Where the next page begins, if there is one. */
    Optional<String> nextCursor() {
        return !firstLines.isEmpty() && end < head.endEntry()
                ? Optional.of(Cursor.of(Long.toString(end - 1)))
                : Optional.empty();
    }
}
