package org.tallystick.statement;

import java.util.List;
import org.tallystick.ledger.Amount;

/**
 * A part of a statement on paper.
 *
 * @param number from 1 on
 * @param of how many there are
 * @param opening before its first entry
 * @param closing after its last
 */
record Volume(int number, int of, Amount opening, Amount closing, List<PaperLine> lines) {
    boolean first() {
        return number == 1;
    }

    boolean last() {
        return number == of;
    }

    /** Empty for a statement in one. */
    String title() {
        if (of == 1) {
            return "";
        }
        return "Volume " + number + " of " + of + ": entries " + lines.get(0).number() + " to "
                + lines.get(lines.size() - 1).number();
    }

    String openingLabel() {
        return first() ? "Opening balance" : "Brought forward from volume " + (number - 1);
    }

    String closingLabel() {
        return last() ? "Closing balance" : "Carried over to volume " + (number + 1);
    }
}
