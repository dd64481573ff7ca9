package org.tallystick.link;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.tallystick.testing.Api;
import org.tallystick.testing.Town;

/** What tests do with payment links in a town. */
final class LinkTown {
    private final Town town;

    LinkTown(Town town) {
        this.town = town;
    }

    /** A link for bread, for an hour. */
    static Map<String, Object> link(String payee, String amount, boolean singleUse) {
        return new HashMap<>(Map.of(
                "payee",
                payee,
                "amount",
                amount,
                "memo",
                "A loaf of bread",
                "expiresAt",
                Instant.now().plus(Duration.ofHours(1)).toString(),
                "singleUse",
                singleUse));
    }

    ValidatableResponse make(String token, Map<String, ?> link) {
        return Api.as(token, link).post(town.path("/payment-links")).then();
    }

    /** The id and the token of a new link. */
    Made made(String token, Map<String, ?> link) {
        ValidatableResponse answer = make(token, link).statusCode(201);
        return new Made(answer.extract().path("id"), answer.extract().path("token"));
    }

    record Made(String id, String token) {}

    ValidatableResponse lookUp(String token, String linkToken) {
        return Api.as(token, Map.of("token", linkToken))
                .post(town.path("/payment-links/look-up"))
                .then();
    }

    ValidatableResponse pay(String token, String payer, String linkToken) {
        return pay(token, UUID.randomUUID().toString(), Map.of("token", linkToken, "payer", payer));
    }

    ValidatableResponse pay(String token, String key, Map<String, ?> payment) {
        return Api.as(token, payment)
                .header("Idempotency-Key", key)
                .post(town.path("/payment-links/pay"))
                .then();
    }

    ValidatableResponse withdraw(String token, String id, String query) {
        return Api.as(token).delete(town.path("/payment-links/" + id + query)).then();
    }

    ValidatableResponse get(String token, String id) {
        return town.get(token, "/payment-links/" + id);
    }
}
