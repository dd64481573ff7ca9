package org.tallystick.chaos.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.chaos.journal.Event.Booked;
import org.tallystick.chaos.journal.Event.Sent;
import org.tallystick.chaos.journal.Event.Told;
import org.tallystick.chaos.journal.Event.Wish;
import org.tallystick.testing.JsonClient.Answer;

/** Something that a client asks for under a key; it can be asked again, word for word. */
record Request(Kind kind, Branch branch, String key, String path, Map<String, ?> body, List<Wish> wishes) {

    enum Kind {
        PAYMENT,
        BATCH,
        REVERSAL,
        OFFER,
        ACCEPTANCE
    }

    Sent sent() {
        return new Sent(key, kind.name(), branch.slug(), wishes);
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
