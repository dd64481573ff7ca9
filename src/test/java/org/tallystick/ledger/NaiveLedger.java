package org.tallystick.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of money told once more, as plainly as can be and without sharing a line with the book: for comparison with
 * the book, and with the running service, in random walks. Amounts are small, all accounts exist.
 */
public final class NaiveLedger {

    /** What a spender paid from an account on a day. */
    record Spent(AccountId account, long spender, long day, long amount) {}

    /** Who spends, and how much in a trade and in a day; a number less than 0 is no limit. */
    record Spender(long number, long perTrade, long perDay) {
        /** Whoever spends without limit. */
        static final Spender FREE = new Spender(0, -1, -1);
    }

    /** One account of the model. */
    public static final class Line {
        public String status = "active";
        public long limit = 20;
        public long cap = 30;
        long heldOut;
        long heldIn;
        public final List<Long> amounts = new ArrayList<>();
        final List<Instant> times = new ArrayList<>();

        public long balance() {
            return amounts.stream().mapToLong(Long::longValue).sum();
        }

        private Line copy() {
            Line copy = new Line();
            copy.status = status;
            copy.limit = limit;
            copy.cap = cap;
            copy.heldOut = heldOut;
            copy.heldIn = heldIn;
            copy.amounts.addAll(amounts);
            copy.times.addAll(times);
            return copy;
        }
    }

    public final Map<AccountId, Line> lines = new HashMap<>();
    public final Map<TradeId, Long> reversed = new HashMap<>();
    /** All that was ever spent under a limit; and the day of the calendar that it is. */
    final List<Spent> spent = new ArrayList<>();

    long day;
    public boolean frozenMayReceive;

    public NaiveLedger(boolean frozenMayReceive) {
        this.frozenMayReceive = frozenMayReceive;
    }

    /** To try something on. */
    public NaiveLedger copy() {
        NaiveLedger copy = new NaiveLedger(frozenMayReceive);
        lines.forEach((id, line) -> copy.lines.put(id, line.copy()));
        copy.reversed.putAll(reversed);
        copy.spent.addAll(spent);
        copy.day = day;
        return copy;
    }

    /** The code of the refusal, or "ok" once it is done. */
    public String trade(
            AccountId payer, AccountId payee, long amount, long acceptedHold, boolean override, Instant now) {
        return trade(payer, payee, amount, acceptedHold, override, Spender.FREE, now);
    }

    String trade(
            AccountId payer,
            AccountId payee,
            long amount,
            long acceptedHold,
            boolean override,
            Spender spender,
            Instant now) {
        return move(payer, payee, amount, Long.MAX_VALUE, acceptedHold, override, spender, now);
    }

    public String reverse(
            TradeId original, long originalAmount, AccountId payer, AccountId payee, long amount, Instant now) {
        return reverse(original, originalAmount, payer, payee, amount, Spender.FREE, now);
    }

    String reverse(
            TradeId original,
            long originalAmount,
            AccountId payer,
            AccountId payee,
            long amount,
            Spender spender,
            Instant now) {
        long left = originalAmount - reversed.getOrDefault(original, 0L);
        String answer = move(payer, payee, amount, left, 0, false, spender, now);
        if (answer.equals("ok")) {
            reversed.merge(original, amount, Long::sum);
        }
        return answer;
    }

    String hold(AccountId payer, AccountId payee, long amount, Spender spender) {
        String refusal = common(payer, payee, amount);
        if (!refusal.equals("ok")) {
            return refusal;
        }
        if (isTooMuchFor(spender, payer, amount)) {
            return "spending-limit-exceeded";
        }
        Line from = lines.get(payer);
        Line to = lines.get(payee);
        if (from.balance() - from.heldOut - amount < -from.limit) {
            return "credit-limit-exceeded";
        }
        if (to.balance() + to.heldIn + amount > to.cap) {
            return "balance-cap-exceeded";
        }
        from.heldOut += amount;
        to.heldIn += amount;
        return "ok";
    }

    void release(AccountId payer, AccountId payee, long amount) {
        lines.get(payer).heldOut -= amount;
        lines.get(payee).heldIn -= amount;
    }

    private String move(
            AccountId payer,
            AccountId payee,
            long amount,
            long left,
            long hold,
            boolean override,
            Spender spender,
            Instant now) {
        String refusal = common(payer, payee, amount);
        if (!refusal.equals("ok")) {
            return refusal;
        }
        if (amount > left) {
            return "already-reversed";
        }
        if (isTooMuchFor(spender, payer, amount)) {
            return "spending-limit-exceeded";
        }
        Line from = lines.get(payer);
        Line to = lines.get(payee);
        boolean limitsApply = !override && hold == 0;
        if (limitsApply && from.balance() - from.heldOut - amount < -from.limit) {
            return "credit-limit-exceeded";
        }
        if (limitsApply && to.balance() + to.heldIn + amount > to.cap) {
            return "balance-cap-exceeded";
        }
        Instant time = now;
        for (Line line : List.of(from, to)) {
            for (Instant earlier : line.times) {
                time = earlier.isAfter(time) ? earlier : time;
            }
        }
        from.heldOut -= hold;
        to.heldIn -= hold;
        from.amounts.add(-amount);
        to.amounts.add(amount);
        from.times.add(time);
        to.times.add(time);
        spent.add(new Spent(payer, spender.number, day, amount));
        return "ok";
    }

    private boolean isTooMuchFor(Spender spender, AccountId payer, long amount) {
        return (spender.perTrade >= 0 && amount > spender.perTrade)
                || (spender.perDay >= 0 && spentToday(payer, spender.number) + amount > spender.perDay);
    }

    long spentToday(AccountId account, long spender) {
        return spent.stream()
                .filter(one -> one.account.equals(account) && one.spender == spender && one.day == day)
                .mapToLong(Spent::amount)
                .sum();
    }

    private String common(AccountId payer, AccountId payee, long amount) {
        if (amount <= 0) {
            return "amount-not-positive";
        }
        if (payer.equals(payee)) {
            return "same-account";
        }
        Line from = lines.get(payer);
        Line to = lines.get(payee);
        if (from.status.equals("closed") || to.status.equals("closed")) {
            return "account-closed";
        }
        if (from.status.equals("frozen") || (to.status.equals("frozen") && !frozenMayReceive)) {
            return "account-frozen";
        }
        if ((from.status.equals("leaving") && amount > from.balance())
                || (to.status.equals("leaving") && amount > -to.balance())) {
            return "account-leaving";
        }
        return "ok";
    }
}
