package org.tallystick.proposal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rules of trades, levies, holds and reversals once more, as plainly as they can be written. Amounts are cents. */
final class NaiveTrades {
    static final String FUND = "fund";
    static final String OK = "ok";
    static final long NONE = Long.MAX_VALUE;

    final Map<String, Place> places = new LinkedHashMap<>();
    private final Toll toll;

    NaiveTrades(Toll toll) {
        this.toll = toll;
    }

    /** An account. */
    static final class Place {
        long balance;
        long heldOut;
        long heldIn;
        long limit;
        long cap = NONE;
    }

    /** What one side owes: a part, at least and at most so much, and never more than the amount. */
    record Toll(boolean ofPayers, BigDecimal percent, long floor, long ceiling) {
        long of(long amount) {
            BigDecimal part = BigDecimal.valueOf(amount)
                    .multiply(percent)
                    .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_EVEN);
            return Math.min(amount, Math.min(ceiling, Math.max(floor, part.longValueExact())));
        }
    }

    /** What a trade does to an account. */
    record Line(String account, long change, boolean levy) {}

    /** What was set aside by one for another. */
    record Aside(String from, String to, long amount) {
        static final Aside NOTHING = new Aside("", "", 0);
    }

    /** A trade, and how much of each of its lines has been undone. */
    static final class Booked {
        final String id;
        final List<Line> lines;
        final boolean reversal;
        final long[] undone;
        long left;

        Booked(String id, List<Line> lines, boolean reversal) {
            this.id = id;
            this.lines = lines;
            this.reversal = reversal;
            this.undone = new long[lines.size()];
            this.left = lines.stream()
                    .filter(line -> !line.levy && line.change > 0)
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
                    .filter(line -> !line.levy && line.change > 0 == paid)
                    .map(Line::account)
                    .toList();
        }

        private long left(int line) {
            return Math.abs(lines.get(line).change) - undone[line];
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
                    .filter(i -> lines.get(i).levy == levy && lines.get(i).change > 0 == in)
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
                        return new Line(line.account, line.change > 0 ? -back[i] : back[i], line.levy);
                    })
                    .toList();
        }
    }

    /** The lines of a trade: what each pays and is paid, and what goes to the fund besides. */
    List<Line> lines(Map<String, Long> payers, Map<String, Long> payees) {
        List<Line> lines = new ArrayList<>();
        payers.forEach((account, amount) -> lines.add(new Line(account, -amount, false)));
        payees.forEach((account, amount) -> lines.add(new Line(account, amount, false)));
        if (!payers.containsKey(FUND) && !payees.containsKey(FUND)) {
            long sum = 0;
            for (Map.Entry<String, Long> share : (toll.ofPayers ? payers : payees).entrySet()) {
                long owed = toll.of(share.getValue());
                if (owed > 0) {
                    lines.add(new Line(share.getKey(), -owed, true));
                    sum += owed;
                }
            }
            if (sum > 0) {
                lines.add(new Line(FUND, sum, true));
            }
        }
        return lines;
    }

    /** What leaves the account of one who pays that. */
    long outlay(long amount) {
        return amount + (toll.ofPayers ? toll.of(amount) : 0);
    }

    NaiveTrades copy() {
        NaiveTrades copy = new NaiveTrades(toll);
        places.keySet().forEach(account -> copy.places.put(account, copy(account)));
        return copy;
    }

    /** Books it, with so much given back of what was set aside; or tells the code of the refusal. */
    String book(List<Line> lines, Aside given) {
        Map<String, Place> after = new LinkedHashMap<>();
        for (Line line : lines) {
            after.computeIfAbsent(line.account, this::copy).balance += line.change;
        }
        return settle(after, given, -given.amount);
    }

    /** Sets something aside; or tells the code of the refusal. */
    String hold(Aside aside) {
        return settle(new LinkedHashMap<>(), aside, aside.amount);
    }

    void release(Aside aside) {
        places.get(aside.from).heldOut -= aside.amount;
        places.get(aside.to).heldIn -= aside.amount;
    }

    private String settle(Map<String, Place> after, Aside aside, long more) {
        if (more != 0) {
            after.computeIfAbsent(aside.from, this::copy).heldOut += more;
            after.computeIfAbsent(aside.to, this::copy).heldIn += more;
        }
        for (Map.Entry<String, Place> one : after.entrySet()) {
            Place is = places.get(one.getKey());
            Place would = one.getValue();
            long left = would.balance - would.heldOut;
            if (left < is.balance - is.heldOut && left < -would.limit) {
                return "credit-limit-exceeded";
            }
        }
        for (Map.Entry<String, Place> one : after.entrySet()) {
            Place is = places.get(one.getKey());
            Place would = one.getValue();
            long expected = would.balance + would.heldIn;
            if (expected > is.balance + is.heldIn && expected > would.cap) {
                return "balance-cap-exceeded";
            }
        }
        places.putAll(after);
        return OK;
    }

    private Place copy(String account) {
        Place is = places.get(account);
        Place copy = new Place();
        copy.balance = is.balance;
        copy.heldOut = is.heldOut;
        copy.heldIn = is.heldIn;
        copy.limit = is.limit;
        copy.cap = is.cap;
        return copy;
    }
}
