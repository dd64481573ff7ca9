package org.tallystick.statement;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class StatementResourceTest {
    private Town town;
    private String ann;

    @BeforeEach
    void members() {
        town = new Town();
        ann = town.member("ann", "100.00");
        town.member("ben", "100.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&to=2026-12-31", "&to=2026-02-01"})
    void anInstantBeforeTheFirstDayIsRefused(String to) {
        town.get(ann, "/accounts/ann/statement?from=2026-02-01&asOf=2026-01-31T12:00:00Z" + to)
                .statusCode(400)
                .body("errors.field", contains("asOf"))
                .body("errors.code", contains("out-of-order"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xlsx", "pdf", "camt053", "ofx", "mt940", "hledger", "ledger", "beancount"})
    void thePeriodMayEndOnTheLastDayThereIs(String format) {
        town.get(ann, "/accounts/ann/statement?to=9999-12-31&format=" + format).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "pdf", "camt053", "ofx", "beancount"})
    void totalsThatCannotBeCountedAreAnAnswer(String format) {
        String operator = town.operator();
        for (int i = 0; i < 10; i++) {
            String trade = town.trade(operator, "settlement", "ben", "9999999999999999.99")
                    .statusCode(201)
                    .extract()
                    .path("id");
            Api.as(operator, Map.of("reason", "a mistake"))
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .post(town.path("/trades/" + trade + "/reversal"))
                    .then()
                    .statusCode(201);
        }

        town.get(operator, "/accounts/ben/statement?format=" + format)
                .statusCode(400)
                .body("code", equalTo("amount-overflow"));
    }

    @Test
    void anInstantOnTheFirstDayIsTaken() {
        town.get(ann, "/accounts/ann/statement?from=2026-02-01&to=2026-12-31&asOf=2026-02-01T12:00:00Z")
                .statusCode(200)
                .body("to", equalTo("2026-12-31"));
    }
}
