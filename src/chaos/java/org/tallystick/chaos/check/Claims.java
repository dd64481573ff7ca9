package org.tallystick.chaos.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.chaos.journal.Event;
import org.tallystick.chaos.journal.Event.Booked;
import org.tallystick.chaos.journal.Event.Wish;

/** What the journals say of each key: what was wished under it, and what its senders were told. */
final class Claims {
    private final Map<String, Claim> byKey = new LinkedHashMap<>();

    /** All that was ever sent and told under one key, by whichever client. */
    static final class Claim {
        private final String key;
        private final Set<List<Wish>> requests = new LinkedHashSet<>();
        private final List<Booked> booked = new ArrayList<>();
        private final Set<String> refused = new HashSet<>();
        private String community = "";
        private String operation = "";
        private String offer = "";
        private long firstSentAt = Long.MAX_VALUE;
        private int sent;
        private int told;

        private Claim(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        String community() {
            return community;
        }

        boolean isOffer() {
            return operation.equals("OFFER");
        }

        /** The id of the offer that it accepts; empty if it accepts none. */
        String accepts() {
            return offer;
        }

        /** Before that, nothing can have come of it; by the clock of the journals. */
        long firstSentAt() {
            return firstSentAt;
        }

        /** What was sent under it, each different request once; there should be one. */
        Set<List<Wish>> requests() {
            return requests;
        }

        List<Wish> wishes() {
            return requests.stream().flatMap(List::stream).toList();
        }

        List<Booked> booked() {
            return booked;
        }

        /** Whether something may be in the books for the wish: it was told so, or one request at least got no answer. */
        boolean mayBeBooked(Wish wish) {
            return sent > told
                    || booked.stream().anyMatch(trade -> trade.tag().equals(wish.tag()))
                    || !refused.contains(wish.tag());
        }
    }

    static Claims of(Collection<Event> events) {
        Claims claims = new Claims();
        events.forEach(claims::take);
        return claims;
    }

    private void take(Event event) {
        if (event instanceof Event.Sent sent) {
            Claim claim = claim(sent.key());
            claim.community = sent.community();
            claim.operation = sent.operation();
            claim.offer = sent.offer();
            claim.firstSentAt = Math.min(claim.firstSentAt, sent.at());
            claim.sent++;
            claim.requests.add(sent.wishes());
        } else if (event instanceof Event.Told told) {
            Claim claim = claim(told.key());
            claim.told++;
            claim.booked.addAll(told.booked());
            if (told.status() >= 400) {
                claim.wishes().forEach(wish -> claim.refused.add(wish.tag()));
            }
            claim.refused.addAll(told.refused());
        }
    }

    private Claim claim(String key) {
        return byKey.computeIfAbsent(key, Claim::new);
    }

    /** All that would book something. */
    List<Claim> all() {
        return byKey.values().stream().filter(claim -> !claim.isOffer()).toList();
    }

    /** All that would set something aside. */
    List<Claim> offers() {
        return byKey.values().stream().filter(Claim::isOffer).toList();
    }

    /** By the id of the offer, all that would accept it or a part of it. */
    Map<String, List<Claim>> byOffer() {
        return all().stream()
                .filter(claim -> !claim.accepts().isEmpty())
                .collect(Collectors.groupingBy(Claim::accepts));
    }

    /** By the words that a trade carries, the claims that it may be of. */
    Map<String, List<Claim>> byTag() {
        Map<String, List<Claim>> byTag = new LinkedHashMap<>();
        for (Claim claim : all()) {
            claim.wishes().stream()
                    .filter(claim::mayBeBooked)
                    .map(Wish::tag)
                    .collect(Collectors.toSet())
                    .forEach(tag -> byTag.computeIfAbsent(tag, any -> new ArrayList<>()).add(claim));
        }
        return byTag;
    }
}
