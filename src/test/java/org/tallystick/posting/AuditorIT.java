package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Call;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The auditor's test, as it is played: the packaged program, real trades, and a superuser who changes one old amount. */
class AuditorIT {
    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void reset() {
        RestAssured.reset();
    }

    @Test
    void anOldAmountThatASuperuserChangedIsNamedByTheEndpointAndTheCommand() {
        try (ServiceProcess service =
                ServiceProcess.start(database.environment()).awaitReady()) {
            RestAssured.port = service.baseUri().getPort();
            String operator = Api.operatorToken();
            String community = Api.community(operator);
            Api.enrol(operator, community, "alice", "100.00");
            Api.enrol(operator, community, "bob", "100.00");
            List<String> trades = new ArrayList<>();
            for (String amount : List.of("1.00", "2.00", "3.00")) {
                trades.add(Api.trade(operator, community, "alice", "bob", amount)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
            }
            String old = trades.get(1);
            database.asAdministrator("SET session_replication_role = replica; "
                    + "UPDATE entry SET amount = amount + 50 WHERE amount > 0 AND trade_id = '" + old + "'");

            JsonNode found = new JsonClient(service.baseUri())
                    .send(Call.get("/v1/communities/" + community + "/verification", operator))
                    .body();
            assertThat(found.path("ok").asBoolean()).isFalse();
            assertThat(found.path("violations").toString())
                    .containsPattern("\"account [0-9a-f-]{36} entry 2\"")
                    .contains("100 and 250 make not 300; it is of trade " + old, "\"trade " + old + "\"");
            theCommandNamesItToo(community, old);
        }
    }

    private void theCommandNamesItToo(String community, String trade) {
        try (ServiceProcess verify = ServiceProcess.start(database.environment(), "verify")) {
            assertThat(verify.awaitExit()).as(verify.output()).isEqualTo(1);
            assertThat(verify.output())
                    .contains(community + ": 3 violations")
                    .containsPattern(
                            "I3 account [0-9a-f-]{36} entry 2: 100 and 250 make not 300; it is of trade " + trade);
        }
    }
}
