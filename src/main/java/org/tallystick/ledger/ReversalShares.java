package org.tallystick.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a reversal of a part of a trade is shared out over its lines: over what is left of each, by largest remainder, ties in the order
 * of the entries. So no line is ever reversed beyond itself, and the last part takes what remains, whatever the parts before it. What
 * of the levies comes back with a part is rounded half to even, and is shared out likewise.
 */
final class ReversalShares {
    private ReversalShares() {}

    /**
     * The lines that undo a part.
     *
     * @param part more than zero, and no more than is left
     * @param lines of the original
     */
    static List<Line> of(Amount part, Amount left, List<Line> lines, Reversed reversed) {
        List<Line> undone = new ArrayList<>();
        share(part, lines, line -> isPayment(line) && !line.change().isNegative(), reversed, undone);
        share(part, lines, line -> isPayment(line) && line.change().isNegative(), reversed, undone);
        List<Amount> levies = left(lines.stream().filter(ReversalShares::isOwed), reversed);
        Amount owed = levies.stream().reduce(Amount.ZERO, Amount::plus);
        BigInteger back = Fractions.halfEven(owed, part.minorUnits(), left.minorUnits());
        Amount returned = Amount.ofMinorUnits(back.longValueExact());
        if (returned.isPositive()) {
            share(returned, lines, line -> !isPayment(line) && !isOwed(line), reversed, undone);
            share(returned, lines, ReversalShares::isOwed, reversed, undone);
        }
        return undone;
    }

    /** Those who give back before those who are given back. */
    static List<Line> backwards(List<Line> lines) {
        return Stream.concat(
                        lines.stream().filter(line -> !line.change().isNegative()),
                        lines.stream().filter(line -> line.change().isNegative()))
                .toList();
    }

    private static boolean isPayment(Line line) {
        return line.kind() == LineKind.PAYMENT;
    }

    /** Whether a party owes it to the fund. */
    private static boolean isOwed(Line line) {
        return line.kind() == LineKind.LEVY && line.change().isNegative();
    }

    private static void share(
            Amount total, List<Line> lines, Predicate<Line> which, Reversed reversed, List<Line> undone) {
        List<Line> some = lines.stream().filter(which).toList();
        List<Amount> shares =
                some.size() == 1 ? List.of(total) : Fractions.apportion(total, left(some.stream(), reversed));
        for (int i = 0; i < some.size(); i++) {
            Line line = some.get(i);
            Amount back =
                    line.change().isNegative() ? shares.get(i) : shares.get(i).negated();
            if (!back.isZero()) {
                undone.add(new Line(line.party(), back, line.kind()));
            }
        }
    }

    private static List<Amount> left(Stream<Line> lines, Reversed reversed) {
        return lines.map(line -> magnitude(line).minus(reversed.of(line))).toList();
    }

    private static Amount magnitude(Line line) {
        return line.change().isNegative() ? line.change().negated() : line.change();
    }
}
