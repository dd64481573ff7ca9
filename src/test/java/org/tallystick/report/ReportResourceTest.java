package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.spreadsheet.ReadBook;
import org.tallystick.spreadsheet.ReadBook.StoredCell;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Reports over the API: what is asked for, in which format, and what they say of levies, reversals and hostile names. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ReportResourceTest {
    private static final String HOSTILE = "=HYPERLINK(\"http://evil\";\"x\")";
    private static final String DESCRIPTION = "x;=1+1;\"y\"";

    private Town town;
    private String ann;
    private String ben;

    @BeforeEach
    void aTown() {
        town = new Town();
        ann = town.memberAtDefaults("ann", Map.of("name", HOSTILE, "creditLimit", "100.00"));
        ben = town.member("ben", "100.00");
    }

    @Test
    void whatEachVersionOfALevyTookAndGaveBackIsToldByMember() {
        levy("10");
        String first = trade("ann", "ben", "10.00").path("id");
        trade("ben", "ann", "2.00");
        levy("20");
        trade("ann", "ben", "5.00");
        Api.as(ben, Map.of("reason", "mistaken"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + first + "/reversal"))
                .then()
                .statusCode(201);
        Api.as(town.operator(), Map.of("payer", "fund", "payee", "ben", "amount", "0.30", "description", "stamps"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades"))
                .then()
                .statusCode(201);

        report("levies")
                .body("rows.line", contains("opening", "levy", "levy", "levy", "payment"))
                .body("rows.findAll { it.line == 'levy' }.version", contains(1, 1, 2))
                .body("rows.findAll { it.line == 'levy' }.account", contains("ann", "ben", "ann"))
                .body("rows.findAll { it.line == 'levy' }.in", contains("1.00", "0.20", "1.00"))
                .body("rows.findAll { it.line == 'levy' }.out", contains("1.00", "0.00", "0.00"))
                .body("rows.findAll { it.line == 'payment' }.out", contains("0.30"))
                .body("rows.findAll { it.line == 'payment' }.account", contains("ben"))
                .body("subtotals.line", contains("Levy, version 1", "Levy, version 2", "Shared spending and gifts"))
                .body("subtotals.amount", contains("0.20", "1.00", "-0.30"))
                .body("total.amount", equalTo("0.90"))
                .body("rows[0].amount", equalTo("0.00"));
        town.get(town.operator(), "/accounts/fund").body("balance", equalTo("0.90"));
        report("trades")
                .body("rows.findAll { it.line == 'levy' }", hasSize(8))
                .body("rows.findAll { it.reverses == '" + first + "' }", hasSize(4))
                .body("rows.findAll { it.reverses == '" + first + "' }.reason", hasItems("mistaken"));
    }

    @Test
    void limitsAndMembersAreToldAsTheyAre() {
        trade("ann", "ben", "7.50");
        town.group("north", "ben");
        town.setLimits(town.operator(), "ben", "55.00").statusCode(200);

        report("limits")
                .body("rows.account", contains("ann", "ben", "fund", "settlement"))
                .body("rows[0].available", equalTo("92.50"))
                .body("rows[1].available", equalTo("62.50"))
                .body("rows[1].source", equalTo("individual"))
                .body("rows[1].reason", equalTo("asked for"))
                .body("rows[1].headroom", nullValue())
                .body("rows[3].creditLimit", nullValue())
                .body("total.balance", equalTo("0.00"));
        report("members")
                .body("rows.member", contains("ann", "ben"))
                .body("rows[0].name", equalTo(HOSTILE))
                .body("rows[1].groups", equalTo("north"))
                .body("rows.sold", contains("0.00", "7.50"))
                .body("rows.bought", contains("7.50", "0.00"))
                .body("rows.trades", contains(1, 1))
                .body("rows[0].left", nullValue())
                .body("total.balance", equalTo("0.00"));
    }

    @Test
    void aPastInstantAndAnotherCurrencyHaveReportsOfTheirOwn() {
        trade("ann", "ben", "7.50");
        Instant between = Instant.parse(report("balances").extract().path("writtenAt"));
        trade("ann", "ben", "1.00");

        report("balances").body("rows[0].balance", equalTo("-8.50")).body("rows[0].entryNo", equalTo(2));
        report("balances?asOf=" + between)
                .body("rows[0].balance", equalTo("-7.50"))
                .body("subtitle[0]", startsWith("As it stood at " + between));
        report("trial-balance?asOf=" + between).body("total.debit", equalTo("7.50"));
        report("balances?currency=HRS")
                .body("rows[0].account", equalTo("ann.HRS"))
                .body("rows[0].balance", equalTo("0.00"));
        report("balances?date=" + today().minusDays(1)).body("rows[0].balance", equalTo("0.00"));
        report("trades?from=" + today().plusDays(1) + "&to=" + today().plusDays(1))
                .body("rows", hasSize(0));
    }

    @Test
    void whatIsMalformedOrSaysNothingToTheReportIsNamed() {
        refused("balances?date=2026-02-30", "date");
        refused("balances?date=9998-01-01", "date");
        refused("balances?asOf=9998-01-01T00:00:00Z", "asOf");
        refused("balances?from=2026-01-01", "from");
        refused("limits?date=2026-01-01", "date");
        refused("trades?asOf=2026-01-01T00:00:00Z", "asOf");
        refused("trades?from=2026-02-01&to=2026-01-01", "to");
        refused("trial-balance?from=2026-02-01&date=2026-01-01", "date");
        refused("trial-balance?from=9998-01-01", "from");
        refused("trial-balance?from=2026-02-01&asOf=2026-01-01T00:00:00Z", "asOf");
        refused("trial-balance?from=2026-02-01&date=" + today() + "&asOf=2026-01-01T00:00:00Z", "asOf");
        refused("balances?currency=NONE", "currency");
        refused("balances?currency=%3D1", "currency");
        refused("balances?format=odt", "format");
        refused("balances?format=csv&separator=pipe", "separator");
        refused("balances?format=csv&decimal=.", "decimal");
        refused("balances?format=csv&bom=yes", "bom");
        refused("balances?format=json&separator=comma", "separator");
        refused("balances?format=xlsx&decimal=comma", "decimal");
        refused("balances?bom=true", "bom");
    }

    private void refused(String asked, String field) {
        town.get(town.operator(), "/reports/" + asked)
                .statusCode(400)
                .body("code", equalTo("malformed"))
                .body("errors.field", contains(field));
    }

    @Test
    void aStatementRefusesOptionsThatSayNothingToItsFormat() {
        town.get(ann, "/accounts/ann/statement?separator=tab")
                .statusCode(400)
                .body("errors.field", contains("separator"));
        town.get(ann, "/accounts/ann/statement?format=csv&separator=colon&bom=1")
                .statusCode(400)
                .body("errors.field", contains("separator", "bom"))
                .body("errors[0].detail", equalTo("must be one of comma, semicolon, tab"));
    }

    @Test
    void thereAreOnlyTheseReportsAndTheyAreForThoseWhoRunTheCommunity() {
        town.get(town.operator(), "/reports/secrets").statusCode(404).body("detail", containsString("trial-balance"));
        town.get(ann, "/reports/balances").statusCode(403);
        String auditor = town.appoint("auditor");
        town.get(auditor, "/reports/balances").statusCode(200);
        Api.as(auditor)
                .accept("image/png")
                .get(town.path("/reports/balances"))
                .then()
                .statusCode(406);
    }

    @Test
    void aSpreadsheetGetsWhatJsonGetsAndNoFormulas() {
        trade("ann", "ben", "34.56");
        JsonPath json = report("trial-balance").extract().jsonPath();

        Response csv = Api.as(town.operator())
                .get(town.path("/reports/trial-balance?format=csv&separator=semicolon&decimal=comma&bom=true"));
        csv.then()
                .statusCode(200)
                .header("Content-Disposition", containsString(town.slug() + "-trial-balance-"))
                .header("Content-Length", Integer.toString(csv.asByteArray().length));
        String text = csv.asString();
        assertThat(text).startsWith("\uFEFFaccount;name;");
        List<NamedCsvRecord> records =
                CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(text.substring(1)).stream()
                        .toList();
        assertThat(records).hasSameSizeAs(json.getList("rows"));
        assertThat(records.get(0).getField("name")).isEqualTo("'" + HOSTILE);
        assertThat(records.stream().map(record -> record.getField("balance").replace(',', '.')))
                .isEqualTo(json.getList("rows.balance"));

        Map<String, StoredCell> book = new ReadBook(Api.as(town.operator())
                        .get(town.path("/reports/trial-balance?format=xlsx"))
                        .asByteArray())
                .sheet(1);
        assertThat(book.values()).contains(new StoredCell("inlineStr", HOSTILE, ""));
        assertThat(book.values()).contains(new StoredCell("n", "-34.56", "0.00"));
    }

    @Test
    void aStatementAsCsvIsAsTheSpreadsheetWantsIt() {
        trade("ann", "ben", "7.50");
        String text = Api.as(ben)
                .get(town.path("/accounts/ben/statement?format=csv&separator=tab&decimal=comma"))
                .asString();
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0)).startsWith("entryNo\tbookedAt\t");
        assertThat(lines.get(1))
                .contains("\t7,50\t7,50\t")
                .contains("'=HYPERLINK")
                .contains("x;'=1+1;");
    }

    private Response trade(String payer, String payee, String amount) {
        Response booked = Api.as(
                        payer.equals("ann") ? ann : ben,
                        Map.of("payer", payer, "payee", payee, "amount", amount, "description", DESCRIPTION))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades"));
        booked.then().statusCode(201);
        return booked;
    }

    private void levy(String percent) {
        Map<String, Object> levy = new HashMap<>(Map.of("payer", Map.of("percent", percent), "reason", "agreed"));
        levy.put("from", today().toString());
        Api.as(town.operator(), levy)
                .post(town.path("/currencies/CRED/levies"))
                .then()
                .statusCode(201);
    }

    private io.restassured.response.ValidatableResponse report(String asked) {
        return town.get(town.operator(), "/reports/" + asked).statusCode(200);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Lisbon"));
    }
}
