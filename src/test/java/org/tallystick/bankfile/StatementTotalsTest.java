package org.tallystick.bankfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Every format of the same period says the same amounts as its JSON. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class StatementTotalsTest {
    private static final Map<String, Pattern> AMOUNTS = Map.of(
            "camt053",
                    Pattern.compile(
                            "(?s)<NtryRef>\\d+</NtryRef>\\s*<Amt Ccy=\"XXX\">(?<n>[0-9.]+)</Amt>\\s*<CdtDbtInd>(?<s>DBIT|CRDT)"),
            "ofx", Pattern.compile("(?<s>)<TRNAMT>(?<n>-?[0-9.]+)</TRNAMT>"),
            "mt940", Pattern.compile(":61:\\d{10}(?<s>RD|RC|D|C)(?<n>[0-9]+,[0-9]+)N"),
            "hledger", Pattern.compile("(?m)^(?<s>) {4}Assets:[a-z0-9-]+:ann  (?<n>-?[0-9.]+) CRED = "),
            "ledger", Pattern.compile("(?m)^(?<s>) {4}Assets:[a-z0-9-]+:ann  (?<n>-?[0-9.]+) CRED = "),
            "beancount", Pattern.compile("(?m)^(?<s>) {2}Assets:[A-Za-z0-9-]+:Ann  (?<n>-?[0-9.]+) CRED$"));

    private Town town;
    private String ann;

    @BeforeEach
    void books() {
        town = new Town();
        ann = town.member("ann", "100.00");
        String ben = town.member("ben", "100.00");
        town.trade(ben, "ben", "ann", "3.33").statusCode(201);
        Api.as(
                        town.operator(),
                        Map.of("reason", "agreed", "payer", Map.of("percent", "10"), "payee", Map.of("percent", "5")))
                .post(town.path("/currencies/CRED/levies"))
                .then()
                .statusCode(201);
        String trade =
                town.trade(ann, "ann", "ben", "10.00").statusCode(201).extract().path("id");
        Api.as(ben, Map.of("amount", "4.00", "reason", "stale"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + trade + "/reversal"))
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "camt053, application/x-camt053+xml, xml",
        "ofx, application/x-ofx, ofx",
        "mt940, application/x-mt940, sta",
        "hledger, text/x-hledger;charset=UTF-8, journal",
        "ledger, text/x-ledger;charset=UTF-8, ledger",
        "beancount, text/x-beancount;charset=UTF-8, beancount"
    })
    void theAmountsAreThoseOfTheJson(String format, String mediaType, String extension) {
        JsonPath json = town.get(ann, "/accounts/ann/statement").extract().jsonPath();
        List<BigDecimal> expected = json.getList("entries.amount", String.class).stream()
                .map(BigDecimal::new)
                .toList();
        assertThat(expected).hasSize(5);
        String text = town.get(ann, "/accounts/ann/statement?format=" + format)
                .statusCode(200)
                .contentType(mediaType)
                .header("Content-Disposition", containsString("." + extension + "\""))
                .extract()
                .asString();

        List<BigDecimal> amounts = AMOUNTS.get(format)
                .matcher(text)
                .results()
                .map(found -> amount(format, found))
                .toList();
        assertThat(amounts).isEqualTo(expected);
        assertThat(text)
                .contains(json.getString("closingBalance")
                        .replace("-", "")
                        .replace('.', format.equals("mt940") ? ',' : '.'));
        assertThat(Api.as(ann)
                        .accept(mediaType)
                        .get(town.path("/accounts/ann/statement"))
                        .contentType())
                .isEqualTo(mediaType);
    }

    private static BigDecimal amount(String format, MatchResult found) {
        // The groups in the order of the pattern: the sign stands before the number, but for camt.053.
        String sign = format.equals("camt053") ? found.group(2) : found.group(1);
        String number = format.equals("camt053") ? found.group(1) : found.group(2);
        BigDecimal amount = new BigDecimal(number.replace(',', '.'));
        return List.of("DBIT", "D", "RC").contains(sign) ? amount.negate() : amount;
    }

    @Test
    void aFormatIsOfTheWholePeriod() {
        town.get(ann, "/accounts/ann/statement?format=ofx&limit=2")
                .statusCode(400)
                .body("errors.field", equalTo(List.of("limit")));
    }

    @Test
    void whatHasNoRoomIsRefusedBeforeAnythingIsWritten() {
        String operator = town.operator();
        town.trade(operator, "settlement", "ben", "9000000000000.00").statusCode(201);

        town.get(operator, "/accounts/ben/statement?format=mt940")
                .statusCode(400)
                .body("errors.field", equalTo(List.of("format")))
                .body("errors.code", equalTo(List.of("too-large")))
                .body("detail", containsString("14 digits"));
        town.get(operator, "/accounts/ben/statement?format=camt053").statusCode(200);
    }
}
