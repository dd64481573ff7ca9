package org.tallystick.proposal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of trades, levies, holds and reversals once more, as plainly as they can be written. Amounts are cents. */
final class NaiveTrades {
    static final String FUND = "fund";
    static final String OK = "ok";
    static final String FROZEN = "account-frozen";
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
        boolean frozen;
        /** Whether it owes no levy. */
        boolean exempt;
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

    /** The lines of a trade that nothing exempts. */
    List<Line> lines(Map<String, Long> payers, Map<String, Long> payees) {
        return lines(payers, payees, false);
    }

    /** The lines of a trade: what each pays and is paid, and what goes to the fund besides. */
    List<Line> lines(Map<String, Long> payers, Map<String, Long> payees, boolean exempt) {
        List<Line> lines = new ArrayList<>();
        payers.forEach((account, amount) -> lines.add(new Line(account, -amount, false)));
        payees.forEach((account, amount) -> lines.add(new Line(account, amount, false)));
        if (!exempt && !payers.containsKey(FUND) && !payees.containsKey(FUND)) {
            long sum = 0;
            for (Map.Entry<String, Long> share : (toll.ofPayers ? payers : payees).entrySet()) {
                long owed = owed(share.getKey(), share.getValue());
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

    private long owed(String account, long amount) {
        return places.get(account).exempt ? 0 : toll.of(amount);
    }

    /** What leaves the account of one who pays that. */
    long outlay(String payer, long amount, boolean exempt) {
        return amount + (toll.ofPayers && !exempt ? owed(payer, amount) : 0);
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

    /** Books it whatever the limits are; or tells the code of the refusal. */
    String bookOverLimits(List<Line> lines) {
        Map<String, Place> after = new LinkedHashMap<>();
        for (Line line : lines) {
            after.computeIfAbsent(line.account, this::copy).balance += line.change;
        }
        if (anyFrozen(after)) {
            return FROZEN;
        }
        places.putAll(after);
        return OK;
    }

    private static boolean anyFrozen(Map<String, Place> after) {
        return after.values().stream().anyMatch(place -> place.frozen);
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
        if (anyFrozen(after)) {
            return FROZEN;
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
        copy.frozen = is.frozen;
        copy.exempt = is.exempt;
        return copy;
    }
}
