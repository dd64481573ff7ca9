package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.proposal.NaiveTrades.Aside;
import org.tallystick.proposal.NaiveTrades.Line;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

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
        boolean gift = world.random.nextInt(5) == 0;
        boolean over = token.equals(world.operator()) && world.random.nextInt(3) == 0;
        List<Line> lines = model.lines(Map.of(payer, amount), Map.of(payee, amount), gift);
        String outcome = over ? model.bookOverLimits(lines) : model.book(lines, Aside.NOTHING);
        Map<String, Object> body = trade(payer, payee, amount, gift);
        if (over) {
            body.put("overrideLimits", true);
            body.put("reason", "the assembly wants it");
        }
        String step = over ? "trade over limits" : gift ? "gift" : "trade";
        JsonNode trade = world.expect(step, world.post(token, "/trades", body), outcome);
        if (outcome.equals(NaiveTrades.OK)) {
            world.remember(trade.path("id").asText(), lines, false);
        }
    }

    private static Map<String, Object> trade(String payer, String payee, long amount, boolean gift) {
        Map<String, Object> body = new HashMap<>(
                Map.of("payer", payer, "payee", payee, "amount", TradingWorld.decimal(amount), "description", "bread"));
        if (gift) {
            body.put("category", TradingWorld.GIFT);
        }
        return body;
    }

    /** Two trades at the same moment: as if one had been recorded before the other, in whatever order. */
    void race() {
        List<Race> race = List.of(racer(), racer());
        List<Answer> answers = world.race("race", race.get(0).call, race.get(1).call);
        List<String> outcomes = answers.stream().map(Answer::outcome).toList();
        boolean inOrder = outcomes(model.copy(), race, 0, 1).equals(outcomes);
        assertThat(inOrder || outcomes(model.copy(), race, 1, 0).equals(outcomes))
                .as("%s in any order: %s", world, answers)
                .isTrue();
        outcomes(model, race, inOrder ? 0 : 1, inOrder ? 1 : 0);
        for (int i = 0; i < 2; i++) {
            if (outcomes.get(i).equals(NaiveTrades.OK)) {
                world.remember(answers.get(i).text("id"), race.get(i).lines, false);
            }
        }
    }

    private record Race(Call call, List<Line> lines) {}

    private Race racer() {
        String payer = world.anyone();
        String payee = world.anyoneBut(payer);
        long amount = world.amount();
        return new Race(
                world.post(world.token(payer), "/trades", trade(payer, payee, amount, false)),
                model.lines(Map.of(payer, amount), Map.of(payee, amount)));
    }

    private static List<String> outcomes(NaiveTrades books, List<Race> race, int first, int second) {
        String[] outcomes = new String[2];
        outcomes[first] = books.book(race.get(first).lines, Aside.NOTHING);
        outcomes[second] = books.book(race.get(second).lines, Aside.NOTHING);
        return List.of(outcomes);
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
        Map<String, Object> body = new HashMap<>(Map.of("reason", "stale"));
        if (!inFull) {
            body.put("amount", TradingWorld.decimal(amount));
        }
        boolean over = !own && world.random.nextBoolean();
        if (over) {
            body.put("overrideLimits", true);
        }
        Undone undone = undo(original, amount, over);
        JsonNode trade = world.expect(
                (inFull ? "reverse all" : "reverse part") + (over ? " over limits" : ""),
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

    /** What stands against it whatever the limits are: a frozen account comes first. */
    Undone refusal(NaiveTrade original, long amount) {
        boolean mayBe = !original.reversal && original.left > 0 && amount <= original.left;
        List<Line> concerned = mayBe ? original.backwards(original.undo(amount)) : original.lines;
        if (isFrozen(concerned)) {
            return new Undone(NaiveTrades.FROZEN, List.of());
        }
        String outcome = mayBe ? NaiveTrades.OK : original.reversal ? "reversal-not-reversible" : "already-reversed";
        return new Undone(outcome, List.of());
    }

    private boolean isFrozen(List<Line> lines) {
        return lines.stream().anyMatch(line -> model.places.get(line.account()).frozen);
    }

    Undone undo(NaiveTrade original, long amount) {
        return undo(original, amount, false);
    }

    private Undone undo(NaiveTrade original, long amount, boolean over) {
        Undone refused = refusal(original, amount);
        if (!refused.outcome.equals(NaiveTrades.OK)) {
            return refused;
        }
        long[] back = original.undo(amount);
        List<Line> lines = original.backwards(back);
        String outcome = over ? model.bookOverLimits(lines) : model.book(lines, Aside.NOTHING);
        if (outcome.equals(NaiveTrades.OK)) {
            for (int i = 0; i < back.length; i++) {
                original.undone[i] += back[i];
            }
            original.left -= amount;
        }
        return new Undone(outcome, lines);
    }
}
