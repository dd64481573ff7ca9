package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.tallystick.proposal.NaiveProposal.Due;
import org.tallystick.proposal.NaiveTrades.Aside;
import org.tallystick.proposal.NaiveTrades.Line;

/** What a day brings that has come: proposals end, and instalments are booked. */
final class DueSteps {
    private final TradingWorld world;
    private final NaiveTrades model;
    private final ProposalSteps proposed;
    private final JumpingDays days;
    private final EndDueProposals ending;
    private final BookInstalments booking;

    DueSteps(
            TradingWorld world,
            ProposalSteps proposed,
            JumpingDays days,
            EndDueProposals ending,
            BookInstalments booking) {
        this.world = world;
        this.model = world.model;
        this.proposed = proposed;
        this.days = days;
        this.ending = ending;
        this.booking = booking;
    }

    void jump(int more) {
        days.jump(more);
        ending.runDue(days.now());
        expire();
        booking.runDue(days.now());
        bookDues();
        world.count("jump");
    }

    /** The day of all that was not answered in time. */
    private void expire() {
        for (NaiveProposal proposal : proposed.proposals) {
            if (proposal.isOpen() && proposal.expires <= days.day()) {
                proposal.ended("expired", model);
                world.count("expired");
            }
        }
    }

    private record Pending(NaiveProposal proposal, Due due) {}

    /** The day of instalments: each is booked, or refused and tried again another day. */
    private void bookDues() {
        List<Pending> pending = proposed.proposals.stream()
                .flatMap(one -> one.dues.stream().map(due -> new Pending(one, due)))
                .filter(one -> one.due.state.equals("pending") && !one.due.date.isAfter(days.today()))
                .sorted(Comparator.comparing((Pending one) -> one.due.date)
                        .thenComparing(one -> one.proposal.id)
                        .thenComparing(one -> one.due.number))
                .toList();
        for (Pending one : pending) {
            List<Line> lines = model.lines(
                    Map.of(one.proposal.payers.keySet().iterator().next(), one.due.amount),
                    Map.of(one.proposal.payees.keySet().iterator().next(), one.due.amount),
                    one.proposal.gift);
            String outcome = model.book(lines, Aside.NOTHING);
            JsonNode is = world.get("/proposals/" + one.proposal.id)
                    .path("instalments")
                    .path(one.due.number - 1);
            assertThat(is.path("trade").isTextual()).as("%s: %s", world, is).isEqualTo(outcome.equals(NaiveTrades.OK));
            world.count("instalment " + outcome);
            if (outcome.equals(NaiveTrades.OK)) {
                one.due.state = "booked";
                world.remember(is.path("trade").asText(), lines, false);
            } else {
                assertThat(is.path("refusal").asText()).as("%s: %s", world, is).isEqualTo(outcome);
            }
        }
        pending.forEach(one -> proposed.compare(one.proposal));
    }
}
