package org.tallystick.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.testing.Api;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/** The community in which the drill's clients trade, and what its books hold. */
public record DrillTown(String community, String token) {
    static final List<String> MEMBERS = List.of("ada", "ben", "cleo", "dan", "eve", "fay");

    private static final String LIMIT = "100000.00";

    /** A trade as it stands in the books. */
    public record Booked(String id, String key, String payer, String payee, String amount) {}

    public static DrillTown found(URI service) {
        RestAssured.port = service.getPort();
        String operator = Api.operatorToken();
        String community = Api.community(operator);
        MEMBERS.forEach(handle -> Api.enrol(operator, community, handle, LIMIT));
        return new DrillTown(community, operator);
    }

    /** The same, by a token that the restored service has issued. */
    public DrillTown at(URI service) {
        RestAssured.port = service.getPort();
        return new DrillTown(community, Api.operatorToken());
    }

    String path(String rest) {
        return "/v1/communities/" + community + rest;
    }

    /** All trades, by the key under which they were sent. */
    public Map<String, Booked> booked(JsonClient service) {
        Map<String, Booked> booked = new HashMap<>();
        String cursor = "";
        do {
            Answer page = service.send(Call.get(path("/trades?limit=200" + cursor), token));
            if (page.status() != 200) {
                throw new IllegalStateException("The trades cannot be read: " + page);
            }
            for (JsonNode trade : page.body().path("trades")) {
                Booked one = new Booked(
                        trade.path("id").asText(),
                        trade.path("description").asText(),
                        trade.path("payer").asText(),
                        trade.path("payee").asText(),
                        trade.path("amount").asText());
                booked.put(one.key(), one);
            }
            JsonNode next = page.body().path("nextCursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return booked;
    }

    /** Whether VerifyLedger finds nothing. */
    public boolean isVerified(JsonClient service) {
        Answer answer = service.send(Call.get(path("/verification"), token));
        return answer.status() == 200 && answer.body().path("ok").asBoolean();
    }
}
