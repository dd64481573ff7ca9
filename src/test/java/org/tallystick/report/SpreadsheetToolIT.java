package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.Api;
import org.tallystick.testing.LibreOffice;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;
import org.tallystick.testing.Town;

/** What a spreadsheet that people have makes of our workbooks and CSV: every number as in JSON, and every text a text. */
@Tag("tools")
class SpreadsheetToolIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final List<String> HOSTILE = List.of(
            "=1200+34",
            "+1200+34",
            "-1200-34",
            "@SUM(1200;34)",
            "=HYPERLINK(\"http://127.0.0.1/\";\"x\")",
            "=cmd|'/C calc'!A0",
            "x;=1200+34;y",
            "x, =1200+34, y",
            "\"=1200+34\"",
            " =1200+34",
            "_x003D_1200+34",
            "Ζωή 李 🥑 <b>&amp;</b>",
            "0012",
            "1E5",
            "2026-01-02");
    private static final List<String> AMOUNTS = List.of(
            "0.01", "12.50", "-", "999999999999.99", "9999999999999.99", "9000000000000000.07", "1.10", "1000.00");

    private static ServiceProcess service;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        service = ServiceProcess.start(DATABASE.environment());
        service.awaitReady();
        RestAssured.port = service.baseUri().getPort();
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        service.close();
    }

    private static Town traded() {
        Town town = new Town();
        String ann = town.memberAtDefaults("ann", Map.of("name", "=1200+34", "creditLimit", "9900000000000000.00"));
        String ben = town.memberAtDefaults("ben", Map.of("name", "-1200-34", "creditLimit", "9900000000000000.00"));
        int i = 0;
        for (String description : HOSTILE) {
            String amount = AMOUNTS.get(i % AMOUNTS.size());
            boolean back = amount.equals("-");
            Api.as(
                            back ? ben : ann,
                            Map.of(
                                    "payer",
                                    back ? "ben" : "ann",
                                    "payee",
                                    back ? "ann" : "ben",
                                    "amount",
                                    back ? "3.00" : amount.length() > 16 && i > 8 ? "5.00" : amount,
                                    "description",
                                    description))
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .post(town.path("/trades"))
                    .then()
                    .statusCode(201);
            i++;
        }
        return town;
    }

    @Test
    void aStatementComesThroughWithNumbersIntactAndTextsAsTexts() throws Exception {
        Town town = traded();
        String address = town.path("/accounts/ann/statement");
        JsonPath json = Api.as(town.operator()).get(address).jsonPath();
        byte[] book = Api.as(town.operator()).get(address + "?format=xlsx").asByteArray();

        List<List<String>> rows = LibreOffice.records(new LibreOffice(directory).csvOf("statement", book));

        assertThat(rows.get(1).subList(0, 4)).containsExactly("Account", "ann", "Holder", "=1200+34");
        assertThat(rows.get(3).get(1)).isEqualTo(json.getString("openingBalance"));
        assertThat(rows.get(3).get(5)).isEqualTo(json.getString("totalOut"));
        assertThat(rows.get(3).get(9)).isEqualTo(json.getString("closingBalance"));
        assertThat(rows.get(4).subList(0, 3)).containsExactly("Entry", "Booked at (Europe/Lisbon)", "Booking date");
        List<List<String>> entries = rows.subList(5, 5 + HOSTILE.size());
        assertThat(column(entries, 9)).isEqualTo(json.getList("entries.amount"));
        assertThat(column(entries, 10)).isEqualTo(json.getList("entries.balanceAfter"));
        assertThat(column(entries, 6)).isEqualTo(json.getList("entries.description"));
        assertThat(column(entries, 6)).contains("=1200+34", "-1200-34", "_x003D_1200+34", "0012");
        assertThat(column(entries, 5)).containsOnly("-1200-34");
        assertThat(column(entries, 3)).isEqualTo(json.getList("entries.valueDate"));
        assertThat(column(entries, 11)).isEqualTo(json.getList("entries.tradeId"));
        assertThat(rows.get(5 + HOSTILE.size()).get(0)).isEqualTo("Total");
        assertThat(sum(column(entries, 9)))
                .isEqualByComparingTo(rows.get(5 + HOSTILE.size()).get(9));
        assertThat(rows.get(5 + HOSTILE.size()).get(10)).isEqualTo(json.getString("closingBalance"));
    }

    @Test
    void numbersAreNumbersToASpreadsheetAsFarAsItHoldsThem() throws Exception {
        Town town = traded();
        byte[] book = Api.as(town.operator())
                .get(town.path("/accounts/ann/statement?format=xlsx"))
                .asByteArray();

        String csv = new LibreOffice(directory).csvOf("statement", book);

        assertThat(csv).contains(",-12.50,", ",-999999999999.99,", ",\"-9999999999999.99\",");
        assertThat(csv)
                .contains("\"=1200+34\"", "\"0012\"", "\"1E5\"", "\"2026-01-02\"")
                .doesNotContain("Err:");
    }

    @Test
    void everyReportComesThroughAsItIsInJson() throws Exception {
        Town town = traded();
        LibreOffice office = new LibreOffice(directory);
        for (String report : List.of("balances", "trial-balance", "limits", "members", "trades", "levies")) {
            JsonPath json =
                    Api.as(town.operator()).get(town.path("/reports/" + report)).jsonPath();
            byte[] book = Api.as(town.operator())
                    .get(town.path("/reports/" + report + "?format=xlsx"))
                    .asByteArray();

            List<List<String>> rows = LibreOffice.records(office.csvOf(report, book));

            List<String> columns = json.getList("columns.code");
            List<String> types = json.getList("columns.type");
            List<Map<String, Object>> lines = json.getList("rows");
            int header = 2 + json.getList("subtitle").size();
            assertThat(rows.get(header)).isEqualTo(json.getList("columns.label"));
            List<List<String>> read = rows.subList(header + 1, rows.size()).stream()
                    .filter(row ->
                            !row.get(0).startsWith("Subtotal") && !row.get(0).startsWith("Shared"))
                    .toList();
            assertThat(read).as(report).hasSize(lines.size() + 1);
            for (int line = 0; line < lines.size(); line++) {
                for (int i = 0; i < columns.size(); i++) {
                    if (!types.get(i).equals("instant")) {
                        assertThat(read.get(line).get(i))
                                .as("%s of line %d of %s", columns.get(i), line, report)
                                .isEqualTo(String.valueOf(lines.get(line).getOrDefault(columns.get(i), "")));
                    }
                }
            }
        }
    }

    /** However somebody opens it: what is a formula would be shown as what it comes to. */
    @Test
    void noCsvBecomesAFormulaWhicheverSeparatorItIsOpenedWith() throws Exception {
        Town town = traded();
        LibreOffice office = new LibreOffice(directory);
        for (String separator : List.of("comma", "semicolon", "tab")) {
            byte[] csv = Api.as(town.operator())
                    .get(town.path("/accounts/ann/statement?format=csv&separator=" + separator))
                    .asByteArray();
            for (char opened : new char[] {',', ';', '\t'}) {
                String shown = office.csvOf(separator + (int) opened, csv, opened);

                assertThat(LibreOffice.records(shown).stream().flatMap(List::stream))
                        .as("%s opened with %s", separator, (int) opened)
                        .noneMatch(cell -> cell.matches("-?1234(\\.00?)?"));
                assertThat(shown).contains("'=1200+34").doesNotContain("Err:", "#NAME?", "#VALUE!");
            }
        }
    }

    private static List<String> column(List<List<String>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    private static BigDecimal sum(List<String> amounts) {
        return amounts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
