package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/** A community's life at random over HTTP: after each operation the service stands where a naive ledger stands. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class RandomOperationsTest {
    private static final int STEPS = 3_000;

    @Test
    void theServiceEqualsANaiveLedgerAfterEachOperation() {
        String operator = Api.operatorToken();
        String community = Api.community(operator);
        Map<String, String> tokens = new HashMap<>();
        for (String handle : RandomOperations.HANDLES) {
            tokens.put(handle, Api.member(operator, community, handle, "20.00"));
        }
        JsonClient client = new JsonClient(URI.create("http://localhost:" + RestAssured.port));
        RandomOperations walk = new RandomOperations(client, community, operator, tokens, System.nanoTime());

        for (int step = 0; step < STEPS; step++) {
            walk.step();
            assertSame(walk);
        }

        assertSameStatements(walk);
        assertThat(walk.count("trades")).as("seed %d", walk.seed).isEqualTo(walk.booked.size());
        assertThat(walk.outcomes)
                .as("what a walk meets, seed %d", walk.seed)
                .contains("ok", "same-account", "account-frozen", "account-leaving", "credit-limit-exceeded")
                .contains("balance-cap-exceeded", "already-reversed", "reversal-not-reversible", "forbidden")
                .contains("batch-refused", "malformed", "idempotency-key-reused", "replayed", "state-conflict");
        Answer verification = client.send(Call.get(walk.path("/verification"), operator));
        assertThat(verification.body().path("ok").asBoolean())
                .as("%s, seed %d", verification, walk.seed)
                .isTrue();
    }

    private static void assertSame(RandomOperations walk) {
        for (String handle : RandomOperations.HANDLES) {
            JsonNode account = walk.account(handle);
            assertThat(List.of(
                            account.path("balance").asText(),
                            account.path("entries").asInt(),
                            account.path("status").asText()))
                    .as("%s after %s, seed %d", handle, walk.last, walk.seed)
                    .isEqualTo(List.of(
                            RandomOperations.decimal(walk.line(handle).balance()),
                            walk.line(handle).amounts.size(),
                            walk.line(handle).status));
        }
    }

    /** Every amount in the order of its number, and every balance after it. */
    private static void assertSameStatements(RandomOperations walk) {
        for (String handle : RandomOperations.HANDLES) {
            long balance = 0;
            int number = 0;
            List<JsonNode> entries = walk.statement(handle);
            assertThat(entries).hasSameSizeAs(walk.line(handle).amounts);
            for (JsonNode entry : entries) {
                long amount = walk.line(handle).amounts.get(number);
                balance += amount;
                number++;
                assertThat(List.of(entry.path("entryNo").asInt(), minor(entry, "amount"), minor(entry, "balanceAfter")))
                        .as("entry %d of %s, seed %d", number, handle, walk.seed)
                        .isEqualTo(List.of(number, amount, balance));
            }
        }
    }

    private static long minor(JsonNode entry, String field) {
        return new BigDecimal(entry.path(field).asText()).movePointRight(2).longValueExact();
    }
}
