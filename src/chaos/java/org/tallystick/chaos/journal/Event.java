package org.tallystick.chaos.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** A line of a journal. Amounts are in minor units. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Event.Told.class, name = "told"),
    @JsonSubTypes.Type(value = Event.Lost.class, name = "lost"),
    @JsonSubTypes.Type(value = Event.Balances.class, name = "balances"),
    @JsonSubTypes.Type(value = Event.Standing.class, name = "standing"),
    @JsonSubTypes.Type(value = Event.Sought.class, name = "sought"),
    @JsonSubTypes.Type(value = Event.Strange.class, name = "strange")
})
public sealed interface Event {

    /**
     * Written before a request under a key goes out.
     *
     * @param wishes what it would book; more than one for a batch
     */
    record Sent(String key, String operation, String community, List<Wish> wishes) implements Event {}

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
