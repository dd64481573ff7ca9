package org.tallystick.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.security.Caller;
import org.tallystick.security.CallerKind;
import org.tallystick.security.Scope;

/** Whoever asked for a job, as its row keeps them, so that their rights can be read anew. The name is not kept. */
final class Requester {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Requester() {}

    static String toJson(Caller caller) {
        ObjectNode node = JSON.createObjectNode();
        node.put("kind", caller.kind().name());
        caller.session().ifPresent(session -> node.put("session", session.toString()));
        Scope.values(caller.scopes()).forEach(node.withArray("scopes")::add);
        return node.toString();
    }

    /** @param name as it is now */
    static Caller ofJson(String json, UUID id, String name) {
        try {
            JsonNode node = JSON.readTree(json);
            List<String> scopes = new ArrayList<>();
            node.path("scopes").forEach(scope -> scopes.add(scope.asText()));
            return new Caller(
                    id,
                    CallerKind.valueOf(node.path("kind").asText()),
                    name,
                    Optional.ofNullable(node.get("session")).map(session -> UUID.fromString(session.asText())),
                    Scope.known(scopes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("whoever asked for a job is unreadable", e);
        }
    }
}
