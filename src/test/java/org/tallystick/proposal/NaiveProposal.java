package org.tallystick.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.proposal.NaiveTrades.Aside;

/** A proposal as the model sees it. */
final class NaiveProposal {
    final boolean request;
    final String proposer;
    final Map<String, Long> payers;
    final Map<String, Long> payees;
    final int expires;
    final Set<String> consented = new HashSet<>();
    final Set<String> declined = new HashSet<>();
    final List<Due> dues = new ArrayList<>();
    /** Whether its category owes no levy. */
    boolean gift;
    /** Whether somebody proposed it between two others. */
    boolean mediated;

    Optional<NaiveTrade> reverses = Optional.empty();
    Aside aside = Aside.NOTHING;
    String id = "";
    String state = "open";
    long left;

    /** @param expires the day on which it has ended */
    NaiveProposal(boolean request, String proposer, Map<String, Long> payers, Map<String, Long> payees, int expires) {
        this.request = request;
        this.proposer = proposer;
        this.payers = payers;
        this.payees = payees;
        this.expires = expires;
        this.left = payers.values().stream().mapToLong(Long::longValue).sum();
    }

    /** An instalment. */
    static final class Due {
        final int number;
        final LocalDate date;
        final long amount;
        String state = "proposed";

        Due(int number, LocalDate date, long amount) {
            this.number = number;
            this.date = date;
            this.amount = amount;
        }
    }

    boolean isOpen() {
        return state.equals("open") || state.equals("partly-accepted");
    }

    boolean isBetweenTwo() {
        return payers.size() + payees.size() == 2;
    }

    boolean isDivisible() {
        return isBetweenTwo() && reverses.isEmpty() && !mediated;
    }

    Set<String> parties() {
        Set<String> all = new LinkedHashSet<>(payers.keySet());
        all.addAll(payees.keySet());
        return all;
    }

    /** Whose consent it takes. */
    private Stream<String> needed() {
        return !mediated && (request || reverses.isPresent()) ? payers.keySet().stream() : parties().stream();
    }

    boolean isAsked(String who) {
        return needed().anyMatch(who::equals) && !(isBetweenTwo() && !mediated && who.equals(proposer));
    }

    /** Whether nobody's consent is missing when this one has theirs. */
    boolean isLast(String who) {
        return needed().allMatch(one -> one.equals(who) || consented.contains(one));
    }

    /** What is given back of what was set aside when so much of it leaves the payer's account. */
    Aside given(long amount, long out) {
        long given = amount == left ? aside.amount() : Math.min(aside.amount(), out);
        return new Aside(aside.from(), aside.to(), given);
    }

    void accepted(String who, long amount, Aside given) {
        consented.add(who);
        left -= amount;
        state = left == 0 ? "accepted" : "partly-accepted";
        aside = new Aside(aside.from(), aside.to(), aside.amount() - given.amount());
    }

    void ended(String how, NaiveTrades books) {
        state = how;
        if (aside.amount() > 0) {
            books.release(aside);
        }
    }
}
