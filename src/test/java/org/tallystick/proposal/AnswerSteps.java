package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.proposal.NaiveTrades.Aside;
import org.tallystick.proposal.NaiveTrades.Line;
import org.tallystick.proposal.TradeSteps.Undone;

/** What becomes of proposals: they are accepted, declined, cancelled, or left until a day has come. */
final class AnswerSteps {
    private static final String CONFLICT = "state-conflict";

    private final TradingWorld world;
    private final NaiveTrades model;
    private final ProposalSteps proposed;
    private final TradeSteps trades;

    AnswerSteps(TradingWorld world, ProposalSteps proposed, TradeSteps trades) {
        this.world = world;
        this.model = world.model;
        this.proposed = proposed;
        this.trades = trades;
    }

    /** Mostly one that is open, and one who is asked. */
    private NaiveProposal anyProposal() {
        List<NaiveProposal> open =
                proposed.proposals.stream().filter(NaiveProposal::isOpen).toList();
        List<NaiveProposal> partly =
                open.stream().filter(one -> one.state.equals("partly-accepted")).toList();
        if (!partly.isEmpty() && world.random.nextInt(3) == 0) {
            return world.any(partly);
        }
        return world.any(open.isEmpty() || world.random.nextInt(8) == 0 ? proposed.proposals : open);
    }

    private String anyParty(NaiveProposal proposal) {
        List<String> all = List.copyOf(proposal.parties());
        List<String> asked = all.stream().filter(proposal::isAsked).toList();
        return world.any(world.random.nextInt(10) == 0 ? all : asked);
    }

    /** In full, in part or by its instalments; or the consent of one among several. */
    void accept() {
        if (proposed.proposals.isEmpty()) {
            return;
        }
        NaiveProposal proposal = anyProposal();
        accept(proposal, world.random.nextInt(2) > 0);
    }

    /** In small parts, and then what is left: each owes its levy, so that what was set aside may fall short. */
    void acceptBitByBit() {
        List<NaiveProposal> holding = proposed.proposals.stream()
                .filter(one -> one.isOpen() && one.aside.amount() > 0)
                .toList();
        if (!holding.isEmpty()) {
            NaiveProposal proposal = world.any(holding);
            for (int i = 0; i < 4; i++) {
                accept(proposal, i < 3);
            }
        }
    }

    private void accept(NaiveProposal proposal, boolean parts) {
        String who = anyParty(proposal);
        Map<String, Object> body = new HashMap<>();
        long amount = proposal.left;
        boolean byInstalments = !proposal.dues.isEmpty() && world.random.nextInt(4) > 0;
        boolean inPart = !byInstalments && proposal.isDivisible() && amount > 0 && parts;
        if (inPart) {
            amount = 1L + world.random.nextInt((int) Math.max(2, amount * (world.random.nextBoolean() ? 11 : 3) / 10));
            body.put("amount", TradingWorld.decimal(amount));
        }
        if (byInstalments) {
            body.put("instalments", true);
        }
        long before = proposal.left;
        Undone done = accepted(proposal, who, amount, byInstalments);
        String step = byInstalments ? "accept instalments" : inPart && amount < before ? "accept part" : "accept";
        JsonNode answer = world.expect(
                proposal.reverses.isPresent() ? "accept reversal" : step,
                world.post(world.token(who), "/proposals/" + proposal.id + "/acceptance", body),
                done.outcome());
        boolean books = done.outcome().equals(NaiveTrades.OK) && !done.lines().isEmpty();
        assertThat(answer.path("trade").isObject())
                .as("whether a trade is booked: %s", world)
                .isEqualTo(books);
        if (books) {
            world.remember(answer.path("trade").path("id").asText(), done.lines(), proposal.reverses.isPresent());
        } else if (done.outcome().equals(NaiveTrades.OK)) {
            world.count("consent kept");
        }
        proposed.compare(proposal);
    }

    private Undone accepted(NaiveProposal proposal, String who, long amount, boolean byInstalments) {
        if (!proposal.isAsked(who)) {
            return without("forbidden");
        }
        if (proposal.state.equals("accepted") && proposal.consented.contains(who)) {
            return without(NaiveTrades.OK);
        }
        if (!proposal.isOpen() || amount > proposal.left || (byInstalments && !proposal.state.equals("open"))) {
            return without(CONFLICT);
        }
        if (!proposal.isLast(who)) {
            proposal.consented.add(who);
            return without(NaiveTrades.OK);
        }
        if (byInstalments && proposal.parties().stream().anyMatch(party -> model.places.get(party).frozen)) {
            return without(NaiveTrades.FROZEN);
        }
        if (byInstalments) {
            proposal.dues.forEach(due -> due.state = "pending");
            proposal.accepted(who, amount, Aside.NOTHING);
            return without(NaiveTrades.OK);
        }
        return proposal.reverses.isPresent() ? reversed(proposal, who) : booked(proposal, who, amount);
    }

    private static Undone without(String outcome) {
        return new Undone(outcome, List.of());
    }

    private Undone booked(NaiveProposal proposal, String who, long amount) {
        List<Line> lines = proposal.isBetweenTwo()
                ? model.lines(
                        Map.of(proposal.payers.keySet().iterator().next(), amount),
                        Map.of(proposal.payees.keySet().iterator().next(), amount),
                        proposal.gift)
                : model.lines(proposal.payers, proposal.payees);
        String payer = proposal.payers.keySet().iterator().next();
        Aside given = proposal.given(amount, model.outlay(payer, amount, proposal.gift));
        if (proposal.aside.amount() > 0 && proposal.aside.amount() < amount) {
            world.count("less is set aside than is paid");
        }
        String outcome = model.book(lines, given);
        if (outcome.equals(NaiveTrades.OK)) {
            proposal.accepted(who, amount, given);
        } else if (!proposal.isDivisible()) {
            proposal.consented.add(who);
        }
        return new Undone(outcome, lines);
    }

    /** It takes of each what was agreed on, or nothing. */
    private Undone reversed(NaiveProposal proposal, String who) {
        NaiveTrade original = proposal.reverses.orElseThrow();
        if (trades.refusal(original, proposal.left).outcome().equals(NaiveTrades.OK)
                && !isAsAgreed(proposal, original.backwards(original.undo(proposal.left)))) {
            String refusal = model.copy().book(original.backwards(original.undo(proposal.left)), Aside.NOTHING);
            if (refusal.equals(NaiveTrades.OK)) {
                return without(CONFLICT);
            }
            proposal.consented.add(who);
            return without(refusal);
        }
        Undone undone = trades.undo(original, proposal.left);
        if (undone.outcome().equals(NaiveTrades.OK)) {
            proposal.accepted(who, proposal.left, Aside.NOTHING);
        } else {
            proposal.consented.add(who);
        }
        return undone;
    }

    private static boolean isAsAgreed(NaiveProposal proposal, List<Line> lines) {
        return lines.stream()
                .filter(line -> !line.levy())
                .allMatch(line -> Long.valueOf(Math.abs(line.change()))
                        .equals((line.change() < 0 ? proposal.payers : proposal.payees).get(line.account())));
    }

    void decline() {
        end("decline", "declined", false);
    }

    void cancel() {
        end("cancellation", "cancelled", true);
    }

    private void end(String how, String state, boolean byProposer) {
        if (proposed.proposals.isEmpty()) {
            return;
        }
        NaiveProposal proposal = anyProposal();
        String who = byProposer && world.random.nextInt(8) > 0 ? proposal.proposer : anyParty(proposal);
        boolean may = byProposer ? !proposal.mediated && who.equals(proposal.proposer) : proposal.isAsked(who);
        boolean again = byProposer ? proposal.state.equals(state) : proposal.declined.contains(who);
        String outcome = !may ? "forbidden" : again || proposal.isOpen() ? NaiveTrades.OK : CONFLICT;
        if (outcome.equals(NaiveTrades.OK) && !again) {
            proposal.ended(state, model);
            if (!byProposer) {
                proposal.declined.add(who);
            }
        }
        world.expect(how, world.post(world.token(who), "/proposals/" + proposal.id + "/" + how, Map.of()), outcome);
        proposed.compare(proposal);
    }
}
