package org.tallystick.chaos.check;

import static org.tallystick.chaos.check.Finding.Rule.ACCEPTED_IS_AT_MOST_OFFERED;
import static org.tallystick.chaos.check.Finding.Rule.EVERY_ACKNOWLEDGED_OFFER_IS_THERE;
import static org.tallystick.chaos.check.Finding.Rule.NOTHING_IS_BOOKED_BY_AN_OFFER_THAT_IS_OVER;
import static org.tallystick.chaos.check.Finding.Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR;
import static org.tallystick.chaos.check.Finding.Rule.NO_KEY_BUYS_TWICE;
import static org.tallystick.chaos.check.Finding.Rule.ONE_PROPOSAL_A_KEY;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tallystick.chaos.check.Books.Hold;
import org.tallystick.chaos.check.Books.Part;
import org.tallystick.chaos.check.Books.Proposal;
import org.tallystick.chaos.check.Books.Trade;
import org.tallystick.chaos.check.Claims.Claim;
import org.tallystick.chaos.journal.Event;
import org.tallystick.chaos.journal.Event.Wish;

/** What became of offers: an offer carries its key as its words, and so do all trades that came of it. */
final class OffersCheck {
    private final Claims claims;
    private final Collection<Event> events;
    private final Books books;
    private final Map<String, Claim> offers;
    private final Map<String, Proposal> proposals;
    private final Map<String, List<Trade>> tradesByTag;
    private final Map<String, List<Part>> partsByTrade;
    private final List<Finding> findings = new ArrayList<>();

    OffersCheck(Claims claims, Collection<Event> events, Books books) {
        this.claims = claims;
        this.events = events;
        this.books = books;
        this.offers = claims.offers().stream().collect(Collectors.toMap(Claim::key, claim -> claim));
        this.proposals = books.proposals().stream().collect(Collectors.toMap(Proposal::id, proposal -> proposal));
        this.tradesByTag = books.trades().stream().collect(Collectors.groupingBy(Trade::tag));
        this.partsByTrade = books.parts().stream().collect(Collectors.groupingBy(Part::trade));
    }

    List<Finding> findings() {
        oneProposalAKey();
        oneHoldAProposal();
        noMoreThanOffered();
        asTold();
        notRefused();
        acceptances();
        afterTheEnd();
        return findings;
    }

    private void oneProposalAKey() {
        Map<String, Set<String>> made = new HashMap<>();
        books.proposals().forEach(proposal -> made.computeIfAbsent(proposal.key(), any -> new TreeSet<>())
                .add(proposal.id()));
        Event.of(events, Event.Offered.class)
                .forEach(told -> made.computeIfAbsent(told.key(), any -> new TreeSet<>())
                        .add(told.offer()));
        made.forEach((key, ids) -> {
            if (ids.size() > 1) {
                add(ONE_PROPOSAL_A_KEY, "key " + key + " made " + ids);
            }
        });
    }

    private void oneHoldAProposal() {
        Map<String, Long> uses =
                books.proposals().stream().collect(Collectors.groupingBy(Proposal::hold, Collectors.counting()));
        for (Hold hold : books.holds()) {
            long times = uses.getOrDefault(hold.id(), 0L);
            if (times != 1) {
                add(ONE_PROPOSAL_A_KEY, times + " proposals have " + hold);
            }
        }
    }

    /** By the amount that its maker wrote down, and the trades alone. */
    private void noMoreThanOffered() {
        for (Claim claim : offers.values()) {
            for (Wish offered : claim.wishes()) {
                List<Trade> accepted = tradesByTag.getOrDefault(offered.tag(), List.of());
                if (accepted.stream().mapToLong(Trade::amount).sum() > offered.cents()) {
                    add(ACCEPTED_IS_AT_MOST_OFFERED, offered + " came to " + accepted);
                }
            }
        }
    }

    private void notRefused() {
        Set<String> told = Event.of(events, Event.Offered.class)
                .map(Event.Offered::key)
                .collect(Collectors.toSet());
        for (Proposal proposal : books.proposals()) {
            Claim claim = offers.get(proposal.key());
            boolean asked = claim != null
                    && (told.contains(claim.key())
                            || claim.wishes().stream().anyMatch(claim::mayBeBooked));
            if (!asked) {
                add(NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR, proposal.toString());
            }
        }
    }

    private void asTold() {
        for (Event event : events) {
            if (event instanceof Event.Offered told) {
                Proposal proposal = proposals.get(told.offer());
                Claim claim = offers.get(told.key());
                boolean isThere = proposal != null
                        && claim != null
                        && proposal.key().equals(told.key())
                        && proposal.amount() == told.cents()
                        && claim.wishes().stream().allMatch(wish -> wish.cents() == told.cents());
                if (!isThere) {
                    add(EVERY_ACKNOWLEDGED_OFFER_IS_THERE, told + "; the books have " + proposal);
                }
            } else if (event instanceof Event.Ended told && told.endsIt()) {
                Proposal proposal = proposals.get(told.offer());
                if (proposal == null || !proposal.state().equals(told.state())) {
                    add(EVERY_ACKNOWLEDGED_OFFER_IS_THERE, told + "; the books have " + proposal);
                }
            }
        }
    }

    /** Each trade that came of an offer is of one acceptance, which asked for it and was not refused. */
    private void acceptances() {
        Map<String, Claim> byKey = new HashMap<>();
        claims.byOffer().values().forEach(all -> all.forEach(claim -> byKey.put(claim.key(), claim)));
        Map<String, String> tradeOfKey = new HashMap<>();
        for (String offer : offers.keySet()) {
            for (Trade trade : tradesByTag.getOrDefault(offer, List.of())) {
                List<Part> parts = partsByTrade.getOrDefault(trade.id(), List.of());
                Optional<Claim> claim = parts.stream().findFirst().map(part -> byKey.get(part.key()));
                if (parts.size() != 1 || claim.filter(one -> isFor(one, parts.get(0), trade)).isEmpty()) {
                    add(NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR, trade + " by acceptance " + parts);
                }
                parts.forEach(part -> {
                    String other = tradeOfKey.putIfAbsent(part.key(), trade.id());
                    if (other != null) {
                        add(NO_KEY_BUYS_TWICE, "key " + part.key() + " accepted " + other + " and " + trade.id());
                    }
                });
            }
        }
    }

    private static boolean isFor(Claim claim, Part part, Trade trade) {
        boolean asTold = claim.booked().stream().allMatch(told -> told.trade().equals(trade.id()));
        return asTold
                && claim.accepts().equals(part.proposal())
                && part.amount() == trade.amount()
                && claim.wishes().stream().anyMatch(wish -> wish.cents() == trade.amount() && claim.mayBeBooked(wish));
    }

    /** Only what was sent for the first time when the answer was there: anything else may have been faster than the end. */
    private void afterTheEnd() {
        Map<String, Long> ends = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Ended ended && ended.endsIt()) {
                ends.merge(ended.offer(), ended.at(), Math::min);
            }
        }
        Set<String> booked = books.parts().stream().map(Part::key).collect(Collectors.toSet());
        claims.byOffer().forEach((offer, all) -> all.stream()
                .filter(claim -> claim.firstSentAt() > ends.getOrDefault(offer, Long.MAX_VALUE))
                .filter(claim -> booked.contains(claim.key()) || !claim.booked().isEmpty())
                .forEach(claim -> add(
                        NOTHING_IS_BOOKED_BY_AN_OFFER_THAT_IS_OVER,
                        "offer " + offer + " was accepted under key " + claim.key())));
    }

    private void add(Finding.Rule rule, String what) {
        findings.add(new Finding(rule, what));
    }
}
