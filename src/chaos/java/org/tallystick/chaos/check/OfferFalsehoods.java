package org.tallystick.chaos.check;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tallystick.chaos.check.Claims.Claim;
import org.tallystick.chaos.check.Finding.Rule;
import org.tallystick.chaos.journal.Event;

/** What can be wrong with offers: most of it is done to a part that was accepted, as somebody was told. */
final class OfferFalsehoods {
    private final Collection<Event> events;
    private final Map<String, List<Claim>> acceptances;

    OfferFalsehoods(Collection<Event> events) {
        this.events = events;
        this.acceptances = Claims.of(events).byOffer();
    }

    List<Falsehood> all() {
        return List.of(
                new Falsehood(Rule.NO_KEY_BUYS_TWICE, this::acceptTwice),
                new Falsehood(Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR, this::acceptForNobody),
                new Falsehood(Rule.ACCEPTED_IS_AT_MOST_OFFERED, this::acceptAllOnceMore),
                new Falsehood(Rule.ONE_PROPOSAL_A_KEY, this::proposeTwice),
                new Falsehood(Rule.ONE_PROPOSAL_A_KEY, this::holdTwice),
                new Falsehood(Rule.EVERY_ACKNOWLEDGED_OFFER_IS_THERE, this::forgetAnEnd),
                new Falsehood(Rule.NOTHING_IS_BOOKED_BY_AN_OFFER_THAT_IS_OVER, this::acceptTooLate));
    }

    private String trade() {
        Set<String> keys = acceptances.values().stream()
                .flatMap(List::stream)
                .map(Claim::key)
                .collect(Collectors.toSet());
        return Event.of(events, Event.Told.class)
                .filter(told -> keys.contains(told.key()))
                .flatMap(told -> told.booked().stream())
                .findFirst()
                .orElseThrow()
                .trade();
    }

    private void acceptTwice(Forger books) throws SQLException {
        String trade = trade();
        String copy = books.book(trade, "'{}'::jsonb");
        books.execute(
                "INSERT INTO proposal_trade SELECT (jsonb_populate_record(t, jsonb_build_object('trade_id', ?::text))).*"
                        + " FROM proposal_trade t WHERE trade_id = ?::uuid",
                copy,
                trade);
    }

    private void acceptForNobody(Forger books) throws SQLException {
        books.execute("UPDATE proposal_trade SET key = 'nobody' WHERE trade_id = ?::uuid", trade());
    }

    private void acceptAllOnceMore(Forger books) throws SQLException {
        books.book(
                trade(),
                "(SELECT jsonb_build_object('amount', p.amount) FROM proposal p"
                        + " JOIN proposal_trade o USING (proposal_id) WHERE o.trade_id = t.trade_id)");
    }

    private void proposeTwice(Forger books) throws SQLException {
        books.execute(
                "INSERT INTO proposal SELECT (jsonb_populate_record(p, jsonb_build_object('proposal_id', ?::text,"
                        + " 'proposed_by', gen_random_uuid(), 'hold_id', null))).* FROM proposal p"
                        + " JOIN proposal_trade t USING (proposal_id) WHERE t.trade_id = ?::uuid",
                UUID.randomUUID().toString(),
                trade());
    }

    private void holdTwice(Forger books) throws SQLException {
        books.execute(
                "INSERT INTO hold SELECT (jsonb_populate_record(h, jsonb_build_object('hold_id', ?::text))).* FROM hold h"
                        + " JOIN proposal USING (hold_id) JOIN proposal_trade t USING (proposal_id)"
                        + " WHERE t.trade_id = ?::uuid",
                UUID.randomUUID().toString(),
                trade());
    }

    /** An end that somebody was told of. */
    private Event.Ended ended(Predicate<Event.Ended> which) {
        return Event.of(events, Event.Ended.class)
                .filter(Event.Ended::endsIt)
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private void forgetAnEnd(Forger books) throws SQLException {
        books.execute(
                "UPDATE proposal SET state = 'expired' WHERE proposal_id = ?::uuid",
                ended(any -> true).offer());
    }

    private List<Claim> after(Event.Ended end) {
        return acceptances.getOrDefault(end.offer(), List.of()).stream()
                .filter(claim -> claim.firstSentAt() > end.at())
                .toList();
    }

    /** Books for an offer that was over what was refused then. */
    private void acceptTooLate(Forger books) throws SQLException {
        Event.Ended end = ended(one -> !after(one).isEmpty());
        books.execute(
                "UPDATE proposal_trade SET proposal_id = ?::uuid, key = ? WHERE trade_id = ?::uuid",
                end.offer(),
                after(end).get(0).key(),
                trade());
    }
}
