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
    public boolean frozenMayReceive;

    public NaiveLedger(boolean frozenMayReceive) {
        this.frozenMayReceive = frozenMayReceive;
    }

    /** To try something on. */
    public NaiveLedger copy() {
        NaiveLedger copy = new NaiveLedger(frozenMayReceive);
        lines.forEach((id, line) -> copy.lines.put(id, line.copy()));
        copy.reversed.putAll(reversed);
        return copy;
    }

    /** The code of the refusal, or "ok" once it is done. */
    public String trade(
            AccountId payer, AccountId payee, long amount, long acceptedHold, boolean override, Instant now) {
        return move(payer, payee, amount, Long.MAX_VALUE, acceptedHold, override, now);
    }

    public String reverse(
            TradeId original, long originalAmount, AccountId payer, AccountId payee, long amount, Instant now) {
        long left = originalAmount - reversed.getOrDefault(original, 0L);
        String answer = move(payer, payee, amount, left, 0, false, now);
        if (answer.equals("ok")) {
            reversed.merge(original, amount, Long::sum);
        }
        return answer;
    }

    String hold(AccountId payer, AccountId payee, long amount) {
        String refusal = common(payer, payee, amount);
        if (!refusal.equals("ok")) {
            return refusal;
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
            AccountId payer, AccountId payee, long amount, long left, long hold, boolean override, Instant now) {
        String refusal = common(payer, payee, amount);
        if (!refusal.equals("ok")) {
            return refusal;
        }
        if (amount > left) {
            return "already-reversed";
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
        return "ok";
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
