package org.tallystick.bankfile;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.statement.StatementEntry;

/** What else is said of an entry, in words of ASCII. */
final class Marks {
    private Marks() {}

    static List<String> of(StatementEntry entry) {
        List<String> marks = new ArrayList<>();
        if (entry.levy()) {
            marks.add("levy");
        }
        entry.reverses().ifPresent(original -> marks.add("reversal of " + original));
        if (entry.mediated()) {
            marks.add("recorded by an office");
        }
        entry.category().ifPresent(code -> marks.add("category " + code));
        if (entry.others() > 0) {
            marks.add("and " + entry.others() + " more on the other side");
        }
        return marks;
    }
}
