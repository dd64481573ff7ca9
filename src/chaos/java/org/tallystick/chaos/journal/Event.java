package org.tallystick.chaos.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A line of a journal. Amounts are in minor units. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Event.Told.class, name = "told"),
    @JsonSubTypes.Type(value = Event.Lost.class, name = "lost"),
    @JsonSubTypes.Type(value = Event.Offered.class, name = "offered"),
    @JsonSubTypes.Type(value = Event.Ending.class, name = "ending"),
    @JsonSubTypes.Type(value = Event.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Event.Balances.class, name = "balances"),
    @JsonSubTypes.Type(value = Event.Standing.class, name = "standing"),
    @JsonSubTypes.Type(value = Event.Sought.class, name = "sought"),
    @JsonSubTypes.Type(value = Event.Strange.class, name = "strange")
})
public sealed interface Event {
    /** Those of one kind, in their order. */
    static <E extends Event> Stream<E> of(Collection<Event> events, Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /**
     * Written before a request under a key goes out.
     *
     * @param wishes what it would book, or of an offer set aside; more than one for a batch
     * @param offer the id of that which it accepts; else empty
     * @param at by the clock of {@link System#nanoTime} that all clients share, for what is before what
     */
    record Sent(String key, String operation, String community, List<Wish> wishes, String offer, long at)
            implements Event {}

    /**
     * A final answer to a request under a key.
     *
     * @param code of the problem, or ok
     * @param booked the trades that it names
     * @param refused the tags of wishes that were refused though the request was taken
     */
    record Told(String key, int status, String code, List<Booked> booked, List<String> refused) implements Event {}

    /** No answer came, or one that says that nothing is known: the request may have been done. */
    record Lost(String key, String why) implements Event {}

    /**
     * An offer was made, as the answer to a request under a key showed it.
     *
     * @param offer its id
     */
    record Offered(String key, String offer, long cents) implements Event {}

    /**
     * Written before somebody asks that an offer end.
     *
     * @param how {@code cancellation} or {@code decline}
     */
    record Ending(String offer, String how) implements Event {}

    /**
     * What whoever asked was told.
     *
     * @param state of the offer, if it ended
     * @param at when the answer was there, by the clock of {@link Sent}
     */
    record Ended(String offer, String how, int status, String state, long at) implements Event {
        /** Whether the offer is over by it. */
        public boolean endsIt() {
            return status < 300;
        }
    }

    /** All balances of a community, read at once. */
    record Balances(String community, Map<String, Long> balances) implements Event {}

    /** How an account was shown. */
    record Standing(String community, String account, long balance, long heldOut, long heldIn, long limit, long cap)
            implements Event {}

    /** A trade that somebody was told of was asked for. */
    record Sought(String trade, int status) implements Event {}

    /** An answer that nobody should ever get. */
    record Strange(String key, String what) implements Event {}

    /**
     * What a request would book.
     *
     * @param tag words that the trade carries in the books: its description, or of a reversal its reason
     */
    record Wish(String tag, String payer, String payee, long cents) {}

    /** A trade as an answer showed it. */
    record Booked(String tag, String trade, String payer, String payee, long cents) {}
}
