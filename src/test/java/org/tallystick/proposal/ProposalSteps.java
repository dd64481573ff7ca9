package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.proposal.NaiveProposal.Due;
import org.tallystick.proposal.NaiveTrades.Aside;
import org.tallystick.proposal.NaiveTrades.Line;

/** What is proposed: between two and several, with and without something set aside, by instalments, and reversals. */
final class ProposalSteps {
    private static final int LATEST = 6;

    final List<NaiveProposal> proposals = new ArrayList<>();
    private final TradingWorld world;
    private final NaiveTrades model;
    private final TradeSteps trades;
    private final JumpingDays days;

    ProposalSteps(TradingWorld world, TradeSteps trades, JumpingDays days) {
        this.trades = trades;
        this.world = world;
        this.model = world.model;
        this.days = days;
    }

    /** A request, or an offer that sets its amount aside or not. */
    void propose() {
        String proposer = world.anyone();
        String other = world.anyoneBut(proposer);
        boolean request = world.random.nextInt(3) == 0;
        long amount = world.amount();
        NaiveProposal proposal = new NaiveProposal(
                request,
                proposer,
                Map.of(request ? other : proposer, amount),
                Map.of(request ? proposer : other, amount),
                expiry());
        proposal.gift = world.random.nextInt(5) == 0;
        proposal.mediated = world.random.nextInt(8) == 0;
        boolean hold = !request && !proposal.mediated && world.random.nextInt(3) > 0;
        String outcome = NaiveTrades.OK;
        if (hold) {
            Aside aside = new Aside(proposer, other, model.outlay(proposer, amount, proposal.gift));
            outcome = model.hold(aside);
            proposal.aside = aside;
        }
        Map<String, Object> body = body(proposal);
        body.put("hold", hold);
        make(
                proposal.mediated ? "mediated" : hold ? "offer with hold" : request ? "request" : "offer",
                proposal,
                body,
                outcome);
    }

    /** Among three or four. */
    void proposeAmongSeveral() {
        List<String> some = new ArrayList<>(TradingWorld.HANDLES);
        Collections.shuffle(some, world.random);
        int payers = 1 + world.random.nextInt(3);
        int payees = payers == 1 ? 2 : 1 + world.random.nextInt(2);
        boolean request = world.random.nextBoolean();
        Map<String, Long> from = new LinkedHashMap<>();
        some.subList(0, payers).forEach(handle -> from.put(handle, 1L + world.random.nextInt(1_500)));
        long sum = from.values().stream().mapToLong(Long::longValue).sum() + 1;
        from.merge(some.get(0), 1L, Long::sum);
        Map<String, Long> to = new LinkedHashMap<>();
        long first = payees == 1 ? sum : 1L + world.random.nextInt((int) sum - 1);
        to.put(some.get(payers), first);
        if (payees == 2) {
            to.put(some.get(payers + 1), sum - first);
        }
        NaiveProposal proposal =
                new NaiveProposal(request, request ? some.get(payers) : some.get(0), from, to, expiry());
        make("among several", proposal, body(proposal), NaiveTrades.OK);
    }

    void proposeInstalments() {
        String payer = world.anyone();
        String payee = world.anyoneBut(payer);
        boolean request = world.random.nextBoolean();
        List<Map<String, Object>> schedule = new ArrayList<>();
        List<Due> dues = new ArrayList<>();
        LocalDate date = days.today().plusDays(1);
        long sum = 0;
        int count = 2 + world.random.nextInt(2);
        for (int number = 1; number <= count; number++) {
            date = date.plusDays(1L + world.random.nextInt(3));
            Due due = new Due(number, date, 1L + world.random.nextInt(3_000));
            dues.add(due);
            sum += due.amount;
            schedule.add(Map.of("dueDate", date.toString(), "amount", TradingWorld.decimal(due.amount)));
        }
        NaiveProposal proposal =
                new NaiveProposal(request, request ? payee : payer, Map.of(payer, sum), Map.of(payee, sum), expiry());
        proposal.dues.addAll(dues);
        Map<String, Object> body = body(proposal);
        body.put("instalments", schedule);
        make("by instalments", proposal, body, NaiveTrades.OK);
    }

    /** One who has paid asks for all that is left, or a part of it. */
    void requestReversal() {
        List<NaiveTrade> some = world.booked.stream()
                .filter(one -> !one.payers().contains(NaiveTrades.FUND)
                        && !one.payees().contains(NaiveTrades.FUND))
                .filter(one -> one.left > 0 || world.random.nextInt(8) == 0)
                .toList();
        if (some.isEmpty()) {
            return;
        }
        NaiveTrade original = world.any(some);
        String who = world.any(original.payers());
        long amount = 1L + world.random.nextInt((int) Math.max(1, original.left * 11 / 10));
        String outcome = trades.refusal(original, amount).outcome();
        Map<String, Long> from = new LinkedHashMap<>();
        Map<String, Long> to = new LinkedHashMap<>();
        if (outcome.equals(NaiveTrades.OK)) {
            for (Line line : original.backwards(original.undo(amount))) {
                if (!line.levy()) {
                    (line.change() < 0 ? from : to).put(line.account(), Math.abs(line.change()));
                }
            }
            outcome = to.containsKey(who) ? NaiveTrades.OK : "forbidden";
        }
        NaiveProposal proposal = new NaiveProposal(true, who, from, to, expiry());
        proposal.reverses = Optional.of(original);
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "amount", TradingWorld.decimal(amount),
                "reason", "stale",
                "expiresAt", days.at(proposal.expires).toString()));
        make("reversal request", "/trades/" + original.id + "/reversal-requests", proposal, body, outcome);
    }

    private int expiry() {
        return days.day() + 1 + world.random.nextInt(LATEST);
    }

    private Map<String, Object> body(NaiveProposal proposal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", proposal.request ? "request" : "offer");
        body.put("description", "a day in the garden");
        body.put("expiresAt", days.at(proposal.expires).toString());
        if (proposal.gift) {
            body.put("category", TradingWorld.GIFT);
        }
        if (proposal.isBetweenTwo()) {
            body.put("payer", world.any(List.copyOf(proposal.payers.keySet())));
            body.put("payee", world.any(List.copyOf(proposal.payees.keySet())));
            body.put("amount", TradingWorld.decimal(proposal.left));
        } else {
            body.put("payers", shares(proposal.payers));
            body.put("payees", shares(proposal.payees));
        }
        return body;
    }

    private static List<Map<String, Object>> shares(Map<String, Long> shares) {
        return shares.entrySet().stream()
                .map(share -> Proposing.share(share.getKey(), TradingWorld.decimal(share.getValue())))
                .toList();
    }

    private void make(String step, NaiveProposal proposal, Map<String, Object> body, String outcome) {
        make(step, "/proposals", proposal, body, outcome);
    }

    private void make(String step, String path, NaiveProposal proposal, Map<String, Object> body, String outcome) {
        String token = proposal.mediated ? world.mediator() : world.token(proposal.proposer);
        JsonNode made = world.expect(step, world.post(token, path, body), outcome);
        if (outcome.equals(NaiveTrades.OK)) {
            proposal.id = made.path("id").asText();
            if (proposal.reverses.isEmpty() && !proposal.mediated) {
                proposal.consented.add(proposal.proposer);
            }
            proposals.add(proposal);
            compare(proposal);
        }
    }

    /** Its state, what is set aside for it, and its instalments. */
    void compare(NaiveProposal proposal) {
        JsonNode is = world.get("/proposals/" + proposal.id);
        boolean holds = proposal.isOpen() && proposal.aside.amount() > 0;
        assertThat(List.of(is.path("state").asText(), is.path("held").asText("")))
                .as("state and hold of %s after %s", proposal.id, world)
                .isEqualTo(List.of(proposal.state, holds ? TradingWorld.decimal(proposal.aside.amount()) : ""));
        for (Due due : proposal.dues) {
            assertThat(is.path("instalments").path(due.number - 1).path("state").asText())
                    .as("instalment %d of %s after %s", due.number, proposal.id, world)
                    .isEqualTo(due.state);
        }
    }
}
