package org.tallystick.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has been reversed of a trade.
 *
 * @param total of what its payers have paid: 0 to its amount
 * @param lines of each of its lines, 0 or more; may be empty for a trade of two lines, which are reversed as the total is
 */
public record Reversed(Amount total, Map<Line.Key, Amount> lines) {
    public static final Reversed NOTHING = of(Amount.ZERO);

    public Reversed {
        lines = Map.copyOf(lines);
    }

    /** Of a trade of two lines. */
    public static Reversed of(Amount total) {
        return new Reversed(total, Map.of());
    }

    Amount of(Line line) {
        return lines.getOrDefault(line.key(), Amount.ZERO);
    }

    /** After one more reversal with these entries. */
    public Reversed plus(Amount more, List<Entry> entries) {
        Map<Line.Key, Amount> after = new HashMap<>(lines);
        for (Entry entry : entries) {
            Amount moved = entry.amount().isNegative() ? entry.amount().negated() : entry.amount();
            after.merge(new Line.Key(entry.account(), entry.kind()), moved, Amount::plus);
        }
        return new Reversed(total.plus(more), after);
    }
}
