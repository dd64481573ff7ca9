package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.Sample.id;
import static org.tallystick.ledger.Sample.units;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Parts of trades of several parties with levies, one after the other until nothing is left. */
class ReversalSharesTest {
    private static final int RUNS = 3_000;
    private static final int FUND = 99;

    /** The lines of a trade at random: 1 to 4 payers and payees, some of whom owe a levy. */
    private static List<Line> trade(Random random) {
        long most = random.nextBoolean() ? 7 : Amount.LARGEST.minorUnits() / 8;
        int payers = 1 + random.nextInt(4);
        int payees = 1 + random.nextInt(4);
        List<Long> paid = new ArrayList<>();
        for (int i = 0; i < payers; i++) {
            paid.add(payees + random.nextLong(most));
        }
        long total = paid.stream().mapToLong(Long::longValue).sum();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < payers; i++) {
            lines.add(line(i, -paid.get(i), LineKind.PAYMENT));
        }
        long rest = total;
        for (int i = 0; i < payees; i++) {
            int after = payees - i - 1;
            long share = after == 0 ? rest : 1 + random.nextLong(rest - after);
            lines.add(line(10 + i, share, LineKind.PAYMENT));
            rest -= share;
        }
        long levied = 0;
        for (Line line : List.copyOf(lines)) {
            if (random.nextBoolean()) {
                long owed = 1 + random.nextLong(Math.abs(line.change().minorUnits()));
                lines.add(new Line(line.party(), units(-owed), LineKind.LEVY));
                levied += owed;
            }
        }
        if (levied > 0) {
            lines.add(line(FUND, levied, LineKind.LEVY));
        }
        return lines;
    }

    private static Line line(int number, long change, LineKind kind) {
        return new Line(Party.of("a" + number, id(number)), units(change), kind);
    }

    @Test
    void noLineIsEverReversedBeyondItselfAndTheLastPartTakesTheRest() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            List<Line> lines = trade(random);
            Map<Line.Key, Long> left = new HashMap<>();
            lines.forEach(line -> left.put(line.key(), Math.abs(line.change().minorUnits())));
            long total = lines.stream()
                    .filter(line ->
                            line.kind() == LineKind.PAYMENT && !line.change().isNegative())
                    .mapToLong(line -> line.change().minorUnits())
                    .sum();
            Reversed soFar = Reversed.NOTHING;
            while (total > 0) {
                long part = random.nextInt(4) == 0 ? total : 1 + random.nextLong(total);
                List<Line> undone = ReversalShares.of(units(part), units(total), lines, soFar);
                assertThat(moves(undone))
                        .as("%d of %d, seed %d", part, total, seed)
                        .isEqualTo(expected(part, total, lines, left));
                assertThat(undone.stream()
                                .mapToLong(line -> line.change().minorUnits())
                                .sum())
                        .as("zero, seed %d", seed)
                        .isZero();
                undone.forEach(
                        line -> left.merge(line.key(), -Math.abs(line.change().minorUnits()), Long::sum));
                assertThat(left.values()).as("what is left, seed %d", seed).allMatch(amount -> amount >= 0);
                soFar = soFar.plus(units(part), entries(undone));
                total -= part;
            }
            assertThat(left.values()).as("at the end, seed %d", seed).allMatch(amount -> amount == 0);
        }
    }

    /** Each line that moves, with what it moves. */
    private static Map<Line.Key, Long> moves(List<Line> lines) {
        Map<Line.Key, Long> moves = new HashMap<>();
        lines.forEach(line -> moves.put(line.key(), line.change().minorUnits()));
        return moves;
    }

    private static Map<Line.Key, Long> expected(long part, long total, List<Line> lines, Map<Line.Key, Long> left) {
        Map<Line.Key, Long> moves = new HashMap<>();
        add(moves, part, of(lines, LineKind.PAYMENT, true), left, 1);
        add(moves, part, of(lines, LineKind.PAYMENT, false), left, -1);
        List<Line> owing = of(lines, LineKind.LEVY, true);
        long owed = owing.stream().mapToLong(line -> left.get(line.key())).sum();
        long back = NaiveShares.halfEven(owed, part, total);
        add(moves, back, owing, left, 1);
        add(moves, back, of(lines, LineKind.LEVY, false), left, -1);
        return moves;
    }

    private static List<Line> of(List<Line> lines, LineKind kind, boolean negative) {
        return lines.stream()
                .filter(line -> line.kind() == kind && line.change().isNegative() == negative)
                .toList();
    }

    private static void add(
            Map<Line.Key, Long> moves, long part, List<Line> lines, Map<Line.Key, Long> left, int sign) {
        List<Long> shares = NaiveShares.of(
                part, lines.stream().map(line -> left.get(line.key())).toList());
        for (int i = 0; i < lines.size(); i++) {
            if (shares.get(i) > 0) {
                moves.put(lines.get(i).key(), sign * shares.get(i));
            }
        }
    }

    private static List<Entry> entries(List<Line> lines) {
        return lines.stream()
                .map(line ->
                        new Entry(line.party().account().orElseThrow(), 1, line.change(), Amount.ZERO, line.kind()))
                .toList();
    }
}
