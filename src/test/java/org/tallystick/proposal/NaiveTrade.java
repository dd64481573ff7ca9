package org.tallystick.proposal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tallystick.proposal.NaiveTrades.Line;

/** A trade, and how much of each of its lines has been undone. */
final class NaiveTrade {
    final String id;
    final List<Line> lines;
    final boolean reversal;
    final long[] undone;
    long left;

    NaiveTrade(String id, List<Line> lines, boolean reversal) {
        this.id = id;
        this.lines = lines;
        this.reversal = reversal;
        this.undone = new long[lines.size()];
        this.left = lines.stream()
                .filter(line -> !line.levy() && line.change() > 0)
                .mapToLong(Line::change)
                .sum();
    }

    List<String> payers() {
        return side(false);
    }

    List<String> payees() {
        return side(true);
    }

    private List<String> side(boolean paid) {
        return lines.stream()
                .filter(line -> !line.levy() && line.change() > 0 == paid)
                .map(Line::account)
                .toList();
    }

    private long left(int line) {
        return Math.abs(lines.get(line).change()) - undone[line];
    }

    /** How much of each line comes back with so much of the trade: no more than is left, and more than nothing. */
    long[] undo(long amount) {
        long[] back = new long[lines.size()];
        share(amount, back, lines(false, true));
        share(amount, back, lines(false, false));
        long owed = IntStream.of(lines(true, false)).mapToLong(this::left).sum();
        long returned = BigDecimal.valueOf(owed)
                .multiply(BigDecimal.valueOf(amount))
                .divide(BigDecimal.valueOf(left), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
        if (returned > 0) {
            share(returned, back, lines(true, true));
            share(returned, back, lines(true, false));
        }
        return back;
    }

    private int[] lines(boolean levy, boolean in) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).levy() == levy && lines.get(i).change() > 0 == in)
                .toArray();
    }

    /** The whole cents first, and then one to whoever has the largest part of a cent coming, the earlier the sooner. */
    private void share(long total, long[] back, int[] which) {
        BigInteger sum =
                BigInteger.valueOf(IntStream.of(which).mapToLong(this::left).sum());
        Map<Integer, BigInteger> fractions = new LinkedHashMap<>();
        long rest = total;
        for (int i : which) {
            BigInteger product = BigInteger.valueOf(total).multiply(BigInteger.valueOf(left(i)));
            back[i] = product.divide(sum).longValueExact();
            rest -= back[i];
            fractions.put(i, product.mod(sum));
        }
        while (rest > 0) {
            int best = -1;
            for (int i : fractions.keySet()) {
                if (best < 0 || fractions.get(i).compareTo(fractions.get(best)) > 0) {
                    best = i;
                }
            }
            back[best]++;
            fractions.remove(best);
            rest--;
        }
    }

    List<Line> backwards(long[] back) {
        return IntStream.range(0, lines.size())
                .filter(i -> back[i] > 0)
                .mapToObj(i -> {
                    Line line = lines.get(i);
                    return new Line(line.account(), line.change() > 0 ? -back[i] : back[i], line.levy());
                })
                .toList();
    }
}
