package org.tallystick.chaos.bank;

import org.tallystick.testing.NewCommunity;
import org.tallystick.testing.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/** Opens the communities, through the API, while nothing is broken yet. */
final class Opening {
    private static final List<String> MEMBERS = List.of("ada", "ben", "cleo", "dan", "eve", "fay");
    private static final long LIMIT_CENTS = 5_000;
    private static final long CAP_CENTS = 6_000;
    private static final String CLIENT = "bank-clients";

    private final JsonClient client;
    private final String operator;

    /** @param operator's access token */
    Opening(URI instance, String operator) {
        this.client = new JsonClient(instance);
        this.operator = operator;
    }

    List<Branch> branches(int many) {
        List<Branch> branches = new ArrayList<>();
        for (int i = 1; i <= many; i++) {
            branches.add(branch("bank-" + i));
        }
        return branches;
    }

    private Branch branch(String slug) {
        send("POST", "/v1/communities", NewCommunity.of(slug));
        Branch branch = new Branch(slug, MEMBERS, LIMIT_CENTS, CAP_CENTS);
        for (String handle : MEMBERS) {
            send("POST", branch.path("/members"), Map.of("handle", handle, "name", handle, "kind", "person"));
            send(
                    "PUT",
                    branch.path("/accounts/" + handle + "/limits"),
                    Map.of(
                            "creditLimit",
                            Amounts.text(branch.limit()),
                            "balanceCap",
                            Amounts.text(branch.cap()),
                            "reason",
                            "as narrow for all"));
        }
        return branch;
    }

    /** The exchange system through which the members trade, which reads their accounts too. */
    Tokens exchangeSystem(List<Branch> branches, List<URI> instances) {
        String secret = "";
        for (Branch branch : branches) {
            JsonNode registered = send("POST", branch.path("/clients"), NewCommunity.client(CLIENT));
            secret = registered.path("client_secret").asText(secret);
        }
        return Tokens.ofClient(instances, CLIENT, secret);
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        Answer answer = client.send(Call.change(method, path, operator, body));
        if (answer.status() >= 300) {
            throw new IllegalStateException(method + " " + path + " answered " + answer);
        }
        return answer.body();
    }
}
