package org.tallystick.proposal;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.testing.Api;
import org.tallystick.testing.Town;

/** The API of proposals as a test calls it, in one community. */
record Proposing(Town town) {
    static Map<String, Object> of(String kind, String payer, String payee, String amount, Object... more) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", kind);
        body.put("payer", payer);
        body.put("payee", payee);
        body.put("amount", amount);
        body.put("description", "a day in the garden");
        return with(body, more);
    }

    static Map<String, Object> with(Map<String, Object> body, Object... more) {
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        body.values().removeIf(value -> value.equals(""));
        return body;
    }

    static Map<String, Object> share(String account, String amount) {
        return Map.of("account", account, "amount", amount);
    }

    static Map<String, Object> several(String kind, List<?> payers, List<?> payees) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", kind);
        body.put("payers", payers);
        body.put("payees", payees);
        body.put("description", "a shared meal");
        return body;
    }

    ValidatableResponse propose(String token, Map<String, ?> body) {
        return propose(token, UUID.randomUUID().toString(), body);
    }

    ValidatableResponse propose(String token, String key, Map<String, ?> body) {
        return Api.as(token, body)
                .header("Idempotency-Key", key)
                .post(town.path("/proposals"))
                .then();
    }

    /** The id of one that is made. */
    String proposed(String token, Map<String, ?> body) {
        return propose(token, body).statusCode(201).extract().path("id");
    }

    ValidatableResponse accept(String token, String id, Map<String, ?> body) {
        return accept(token, UUID.randomUUID().toString(), id, body).then();
    }

    Response accept(String token, String key, String id, Map<String, ?> body) {
        return Api.as(token, body).header("Idempotency-Key", key).post(town.path("/proposals/" + id + "/acceptance"));
    }

    ValidatableResponse end(String token, String id, String how) {
        return Api.as(token, Map.of())
                .post(town.path("/proposals/" + id + "/" + how))
                .then();
    }

    ValidatableResponse get(String token, String id) {
        return town.get(token, "/proposals/" + id);
    }

    ValidatableResponse account(String token, String address) {
        return town.get(token, "/accounts/" + address).statusCode(200);
    }
}
