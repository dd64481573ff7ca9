package org.tallystick.proposal;

import static org.tallystick.proposal.ProposalState.ACCEPTED;
import static org.tallystick.proposal.ProposalState.CANCELLED;
import static org.tallystick.proposal.ProposalState.DECLINED;
import static org.tallystick.proposal.ProposalState.EXPIRED;
import static org.tallystick.proposal.ProposalState.OPEN;
import static org.tallystick.proposal.ProposalState.PARTLY_ACCEPTED;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The one table of what may become of a proposal, and by whom. docs/trading.md has its picture. */
public final class ProposalMachine {
    /** What happens to it. */
    public enum Event {
        /** A party consents, and others have not yet. */
        CONSENT,
        /** All have consented, and the books refuse the trade. */
        REFUSE,
        /** A part of it is booked. */
        ACCEPT_PART,
        /** What was left of it is booked. */
        ACCEPT,
        /** All of it is accepted, and each instalment is booked on its day. */
        ACCEPT_INSTALMENTS,
        DECLINE,
        CANCEL,
        EXPIRE,
        /** A party's account closes, or the community does. */
        CLOSE;

        /** As it is stored and drawn: {@code accept-part}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Event ofText(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Who does it. */
    public enum Who {
        /** Whoever acts for a party that is asked. */
        ASKED("a party that is asked"),
        /** Whoever acts for the party that proposed it, or did so as a mediator. */
        PROPOSER("whoever proposed it"),
        /** What follows by itself: from the books, or on a day. */
        NOBODY("the calendar and the books");

        private final String words;

        Who(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A line of the table. */
    public record Transition(ProposalState from, Event event, ProposalState to, Who who) {}

    public static final List<Transition> TABLE = List.of(
            new Transition(OPEN, Event.CONSENT, OPEN, Who.ASKED),
            new Transition(OPEN, Event.REFUSE, OPEN, Who.NOBODY),
            new Transition(OPEN, Event.ACCEPT_PART, PARTLY_ACCEPTED, Who.ASKED),
            new Transition(OPEN, Event.ACCEPT, ACCEPTED, Who.ASKED),
            new Transition(OPEN, Event.ACCEPT_INSTALMENTS, ACCEPTED, Who.ASKED),
            new Transition(OPEN, Event.DECLINE, DECLINED, Who.ASKED),
            new Transition(OPEN, Event.CANCEL, CANCELLED, Who.PROPOSER),
            new Transition(OPEN, Event.CLOSE, CANCELLED, Who.NOBODY),
            new Transition(OPEN, Event.EXPIRE, EXPIRED, Who.NOBODY),
            new Transition(PARTLY_ACCEPTED, Event.ACCEPT_PART, PARTLY_ACCEPTED, Who.ASKED),
            new Transition(PARTLY_ACCEPTED, Event.ACCEPT, ACCEPTED, Who.ASKED),
            new Transition(PARTLY_ACCEPTED, Event.DECLINE, DECLINED, Who.ASKED),
            new Transition(PARTLY_ACCEPTED, Event.CANCEL, CANCELLED, Who.PROPOSER),
            new Transition(PARTLY_ACCEPTED, Event.CLOSE, CANCELLED, Who.NOBODY),
            new Transition(PARTLY_ACCEPTED, Event.EXPIRE, EXPIRED, Who.NOBODY));

    private ProposalMachine() {}

    /** Where it goes from a state; empty where that cannot happen to it. */
    public static Optional<ProposalState> after(ProposalState from, Event event) {
        return TABLE.stream()
                .filter(transition -> transition.from() == from && transition.event() == event)
                .map(Transition::to)
                .findFirst();
    }

    /** @throws ProblemException {@code state-conflict} where that cannot happen to it */
    static ProposalState required(ProposalState from, Event event) {
        return after(from, event)
                .orElseThrow(() -> Problem.of(
                                ProblemType.STATE_CONFLICT,
                                "The proposal is " + from.text() + "; nothing more becomes of it.")
                        .with("state", from.text())
                        .asException());
    }

    /** Where an event leads in the end, from whatever state. */
    static Optional<ProposalState> end(Event event) {
        return after(OPEN, event).filter(ProposalState::isFinal);
    }

    static Who who(Event event) {
        return TABLE.stream()
                .filter(transition -> transition.event() == event)
                .findFirst()
                .orElseThrow()
                .who();
    }
}
