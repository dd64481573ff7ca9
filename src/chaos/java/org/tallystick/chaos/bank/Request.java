package org.tallystick.chaos.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.chaos.journal.Event.Booked;
import org.tallystick.chaos.journal.Event.Offered;
import org.tallystick.chaos.journal.Event.Sent;
import org.tallystick.chaos.journal.Event.Told;
import org.tallystick.chaos.journal.Event.Wish;
import org.tallystick.testing.JsonClient.Answer;

/**
 * Something that a client asks for under a key; it can be asked again, word for word.
 *
 * @param offer the id of that which is accepted; else empty
 */
record Request(
        Kind kind, Branch branch, String key, String path, Map<String, ?> body, List<Wish> wishes, String offer) {

    enum Kind {
        PAYMENT,
        BATCH,
        REVERSAL,
        OFFER,
        ACCEPTANCE
    }

    Sent sent() {
        return new Sent(key, kind.name(), branch.slug(), wishes, offer, System.nanoTime());
    }

    /** The offer that it made, by a final answer. */
    Optional<Offered> offered(Answer answer) {
        return kind == Kind.OFFER && answer.status() < 300
                ? Optional.of(new Offered(key, answer.text("id"), Amounts.cents(answer.text("amount"))))
                : Optional.empty();
    }

    /** What an answer says that became of it. */
    Told told(Answer answer) {
        List<Booked> booked = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        if (answer.status() < 300) {
            JsonNode body = answer.body();
            switch (kind) {
                case PAYMENT -> booked.add(booked(body, body, "description"));
                case REVERSAL -> booked.add(booked(body, body, "reason"));
                case ACCEPTANCE -> {
                    // Without one, that of another key has accepted all of it, and the state is told.
                    if (body.has("trade")) {
                        booked.add(booked(body, body.path("trade"), "description"));
                    } else {
                        wishes.forEach(wish -> refused.add(wish.tag()));
                    }
                }
                case BATCH -> {
                    for (int i = 0; i < wishes.size(); i++) {
                        JsonNode result = body.path("results").path(i);
                        if (result.path("status").asText().equals("posted")) {
                            booked.add(booked(body, result.path("trade"), "description"));
                        } else {
                            refused.add(wishes.get(i).tag());
                        }
                    }
                }
                case OFFER -> {}
            }
        }
        return new Told(key, answer.status(), answer.outcome(), booked, refused);
    }

    private static Booked booked(JsonNode body, JsonNode trade, String tag) {
        if (trade.isMissingNode()) {
            throw new IllegalStateException("no trade in " + body);
        }
        return new Booked(
                trade.path(tag).asText(),
                trade.path("id").asText(),
                trade.path("payer").asText(),
                trade.path("payee").asText(),
                Amounts.cents(trade.path("amount").asText()));
    }
}
