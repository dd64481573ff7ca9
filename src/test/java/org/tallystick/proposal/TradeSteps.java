package org.tallystick.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.proposal.NaiveTrades.Aside;
import org.tallystick.proposal.NaiveTrades.Line;

/** What is booked at once: trades, payments by a link, and reversals at will. */
final class TradeSteps {
    private final TradingWorld world;
    private final NaiveTrades model;

    TradeSteps(TradingWorld world) {
        this.world = world;
        this.model = world.model;
    }

    void trade() {
        String payer = world.anyone();
        direct(world.token(payer), payer, world.anyoneBut(payer));
    }

    /** The fund spends, and so may lack what a reversal takes back; or is given something, which owes no levy. */
    void fund() {
        if (world.random.nextInt(3) > 0) {
            direct(world.operator(), NaiveTrades.FUND, world.anyone());
        } else {
            String payer = world.anyone();
            direct(world.token(payer), payer, NaiveTrades.FUND);
        }
    }

    private void direct(String token, String payer, String payee) {
        long amount = world.amount();
        if (payer.equals(NaiveTrades.FUND)) {
            amount = 1L + world.random.nextInt((int) Math.max(100, model.places.get(payer).balance));
        }
        List<Line> lines = model.lines(Map.of(payer, amount), Map.of(payee, amount));
        String outcome = model.book(lines, Aside.NOTHING);
        Map<String, String> body =
                Map.of("payer", payer, "payee", payee, "amount", TradingWorld.decimal(amount), "description", "bread");
        JsonNode trade = world.expect("trade", world.post(token, "/trades", body), outcome);
        if (outcome.equals(NaiveTrades.OK)) {
            world.remember(trade.path("id").asText(), lines, false);
        }
    }

    /** A link for a single use is paid, and perhaps once more. */
    void link() {
        String payee = world.anyone();
        long amount = world.amount();
        Map<String, Object> link = Map.of(
                "payee",
                payee,
                "amount",
                TradingWorld.decimal(amount),
                "memo",
                "a loaf",
                "expiresAt",
                Instant.now().plus(Duration.ofHours(1)).toString(),
                "singleUse",
                true);
        String made = world.expect("link", world.post(world.token(payee), "/payment-links", link), NaiveTrades.OK)
                .path("token")
                .asText();
        boolean used = false;
        for (int i = 0; i < 2; i++) {
            String payer = world.anyoneBut(payee);
            List<Line> lines = model.lines(Map.of(payer, amount), Map.of(payee, amount));
            String outcome = used ? "payment-link-ended" : model.book(lines, Aside.NOTHING);
            Map<String, String> body = Map.of("token", made, "payer", payer);
            JsonNode trade = world.expect("pay", world.post(world.token(payer), "/payment-links/pay", body), outcome);
            if (outcome.equals(NaiveTrades.OK)) {
                world.remember(trade.path("id").asText(), lines, false);
                used = true;
            }
        }
    }

    /** By the payee where there is one, else by an operator; in full, or in part, or too much. */
    void reverse() {
        if (world.booked.isEmpty()) {
            return;
        }
        NaiveTrade original = world.any(world.booked);
        boolean inFull = world.random.nextBoolean();
        long amount = inFull ? original.left : 1L + world.random.nextInt((int) Math.max(1, original.left * 11 / 10));
        List<String> givers = original.payees();
        boolean own = givers.size() == 1 && !givers.contains(NaiveTrades.FUND);
        Map<String, String> body = new HashMap<>(Map.of("reason", "stale"));
        if (!inFull) {
            body.put("amount", TradingWorld.decimal(amount));
        }
        Undone undone = undo(original, amount);
        JsonNode trade = world.expect(
                inFull ? "reverse all" : "reverse part",
                world.post(
                        own ? world.token(givers.get(0)) : world.operator(),
                        "/trades/" + original.id + "/reversal",
                        body),
                undone.outcome);
        if (undone.outcome.equals(NaiveTrades.OK)) {
            world.remember(trade.path("id").asText(), undone.lines, true);
        }
    }

    /** What a reversal comes to. */
    record Undone(String outcome, List<Line> lines) {}

    static Undone refusal(NaiveTrade original, long amount) {
        return new Undone(
                original.reversal
                        ? "reversal-not-reversible"
                        : original.left == 0 || amount > original.left ? "already-reversed" : NaiveTrades.OK,
                List.of());
    }

    Undone undo(NaiveTrade original, long amount) {
        Undone refused = refusal(original, amount);
        if (!refused.outcome.equals(NaiveTrades.OK)) {
            return refused;
        }
        long[] back = original.undo(amount);
        List<Line> lines = original.backwards(back);
        String outcome = model.book(lines, Aside.NOTHING);
        if (outcome.equals(NaiveTrades.OK)) {
            for (int i = 0; i < back.length; i++) {
                original.undone[i] += back[i];
            }
            original.left -= amount;
        }
        return new Undone(outcome, lines);
    }
}
