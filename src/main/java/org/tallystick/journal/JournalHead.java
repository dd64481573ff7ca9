package org.tallystick.journal;

import java.util.List;

/**
 * What stands at the top of a journal.
 *
 * @param lines what it is of, a sentence a line
 */
record JournalHead(String title, List<String> lines) {
    JournalHead {
        lines = List.copyOf(lines);
    }
}
