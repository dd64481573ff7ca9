package org.tallystick.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Digests;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** The papers of a year, and exports of reports and journals. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class YearEndPackTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final List<String> REPORTS = List.of("trial-balance", "balances", "members", "trades", "levies");

    private final LocalDate today = LocalDate.now(ZONE);

    private Town town;
    private String alice;
    private String administrator;

    @BeforeEach
    void aliceTradesWithBob() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
        town.trade(alice, "alice", "bob", "12.50").statusCode(201);
        town.trade(town.operator(), "bob", "fund", "3.00").statusCode(201);
        town.trade(town.operator(), "alice.HRS", "bob.HRS", "0.25");
        administrator = town.appoint("administrator");
    }

    @Test
    void thePackHasEveryPaperOfEachCurrencyAndSaysWhatTheyAre() throws IOException {
        JsonPath job = export(administrator, Map.of("kind", "year-end-pack", "year", today.getYear()));
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");

        Map<String, byte[]> files = fetch(administrator, job);

        assertThat(files.keySet())
                .startsWith(
                        "CRED/trial-balance.csv",
                        "CRED/trial-balance.pdf",
                        "CRED/balances.csv",
                        "CRED/balances.pdf",
                        "CRED/members.csv",
                        "CRED/members.pdf",
                        "CRED/trades.csv",
                        "CRED/trades.pdf",
                        "CRED/levies.csv",
                        "CRED/levies.pdf",
                        "CRED/journal.journal",
                        "CRED/statements/fund.pdf",
                        "CRED/statements/settlement.pdf",
                        "HRS/trial-balance.csv");
        assertThat(files.keySet()).endsWith("contents.html", "contents.txt", "SHA256SUMS");
        assertThat(files.keySet()).noneMatch(path -> path.contains("members/"));
        assertThat(files).hasSize(2 * 13 + 3);
        assertSumsAreTrue(files);
        for (String report : REPORTS) {
            String csv = text(files, "CRED/" + report + ".csv");
            assertThat(csv.lines().count()).as(report).isGreaterThan(1);
            assertThat(contentsOf(files, "CRED/" + report + ".csv")).contains("rows: ");
        }
        assertThat(pdfText(files, "CRED/trial-balance.pdf")).contains("alice", "bob", "12.50");
        assertThat(pdfText(files, "CRED/statements/fund.pdf")).contains("3.00");
        assertThat(text(files, "CRED/journal.journal")).contains("12.50");
        assertThat(contentsOf(files, "CRED/trades.csv")).contains("rows: ");
        assertThat(contentsOf(files, "CRED/statements/fund.pdf")).contains("rows: 1,");
        assertThat(text(files, "contents.html"))
                .contains(
                        "CRED/trial-balance.pdf",
                        "A test's community".replace("'", "&#39;"),
                        Integer.toString(today.getYear()));
        assertThat(job.getString("result.fileName")).startsWith(town.slug() + "-" + today.getYear());
    }

    @Test
    void membersStatementsAreInItIfTheyAreWanted() throws IOException {
        JsonPath job = export(
                administrator,
                Map.of(
                        "kind",
                        "year-end-pack",
                        "from",
                        today.minusDays(300).toString(),
                        "to",
                        today.plusDays(60).toString(),
                        "currency",
                        "CRED",
                        "options",
                        Map.of("statements", "true")));
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");

        Map<String, byte[]> files = fetch(administrator, job);

        assertThat(files.keySet().stream().filter(path -> path.contains("statements/members/")))
                .containsExactly("CRED/statements/members/alice.pdf", "CRED/statements/members/bob.pdf");
        assertThat(pdfText(files, "CRED/statements/members/alice.pdf")).contains("12.50");
        assertThat(files.keySet()).noneMatch(path -> path.startsWith("HRS/"));
        assertThat(job.getString("result.fileName"))
                .isEqualTo(town.slug() + "-" + today.minusDays(300) + "-to-" + today + ".zip");
        assertSumsAreTrue(files);
    }

    /** While people trade, every paper is of the instant at which the pack was asked for. */
    @Test
    void ofThePresentYearNoPaperHasWhatWasBookedAfterThePackWasAskedFor() throws Exception {
        town.trade(alice, "alice", "bob", "7.00").statusCode(201);
        TimeUnit.MILLISECONDS.sleep(5);
        Instant asOf = Instant.now();
        TimeUnit.MILLISECONDS.sleep(5);
        town.trade(alice, "alice", "bob", "41.00").statusCode(201);
        town.trade(town.operator(), "bob", "fund", "43.00").statusCode(201);

        Map<String, byte[]> files = fetch(
                administrator,
                export(
                        administrator,
                        Map.of(
                                "kind",
                                "year-end-pack",
                                "year",
                                today.getYear(),
                                "asOf",
                                asOf.toString(),
                                "currency",
                                "CRED",
                                "options",
                                Map.of("statements", "true"))));

        for (String path : List.of("trades.csv", "levies.csv", "journal.journal", "trial-balance.csv", "members.csv")) {
            assertThat(text(files, "CRED/" + path)).as(path).doesNotContain("41.00", "43.00", "60.50", "46.00");
        }
        assertThat(text(files, "CRED/balances.csv")).contains("-19.50", "16.50");
        assertThat(text(files, "CRED/trades.csv")).contains("7.00");
        assertThat(text(files, "CRED/journal.journal")).contains("7.00");
        assertThat(pdfText(files, "CRED/statements/members/alice.pdf"))
                .contains("7.00", "-19.50")
                .doesNotContain("41.00");
        assertThat(pdfText(files, "CRED/statements/fund.pdf")).contains("3.00").doesNotContain("43.00");
        assertThat(text(files, "contents.txt")).contains("As the books stood at ");
    }

    @Test
    void aPackThatWouldHaveTooManyStatementsIsNotBegun() {
        YearEndPack.requireFew(YearEndPack.MOST_STATEMENTS);
        assertThatThrownBy(() -> YearEndPack.requireFew(YearEndPack.MOST_STATEMENTS + 1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).asString().contains("options.statements"));
    }

    @Test
    void onlyThoseWhoRunOrAuditTheCommunityGetIt() {
        Map<String, Object> pack = Map.of("kind", "year-end-pack", "year", today.getYear());
        ask(alice, pack).statusCode(403);
        ask(alice, Map.of("kind", "report", "report", "balances", "format", "csv"))
                .statusCode(403);
        ask(alice, Map.of("kind", "journal")).statusCode(403);
        ask(town.appoint("auditor"), pack).statusCode(202);
    }

    @Test
    void whatIsWrongIsNamed() {
        refused(Map.of(), "from");
        refused(Map.of("from", "2025-01-01"), "to");
        refused(Map.of("year", today.getYear() + 1), "year");
        refused(Map.of("year", 1066), "year");
        refused(Map.of("year", 2025, "from", "2025-01-01"), "year");
        refused(Map.of("from", "2025-02-01", "to", "2025-01-01"), "to");
        refused(Map.of("from", "2020-01-01", "to", "2025-01-01"), "to");
        refused(Map.of("year", 2025, "currency", "GOLD"), "currency");
        refused(Map.of("year", 2025, "format", "csv"), "format");
        refused(Map.of("year", 2025, "options", Map.of("statements", "some")), "statements");
        refused(Map.of("year", 2025, "options", Map.of("everything", "true")), "options");
    }

    @Test
    void aReportThatIsExportedIsTheOneThatIsAskedForAtOnce() {
        JsonPath job = export(
                administrator,
                Map.of(
                        "kind",
                        "report",
                        "report",
                        "balances",
                        "format",
                        "csv",
                        "options",
                        Map.of("separator", "semicolon", "decimal", "comma")));

        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");
        assertThat(job.getString("result.fileName")).isEqualTo(town.slug() + "-balances-" + today + ".csv");
        assertThat(bytes(administrator, job))
                .isEqualTo(town.get(
                                administrator,
                                "/reports/balances?format=csv&separator=semicolon&decimal=comma&date=" + today)
                        .statusCode(200)
                        .extract()
                        .asByteArray());
        JsonPath printed = export(administrator, Map.of("kind", "report", "report", "trades", "format", "pdf"));
        assertThat(new String(bytes(administrator, printed), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    @Test
    void aJournalThatIsExportedIsTheOneThatIsAskedForAtOnce() {
        JsonPath job = export(administrator, Map.of("kind", "journal", "format", "beancount"));
        assertThat(bytes(administrator, job))
                .isEqualTo(town.get(administrator, "/journal?format=beancount")
                        .extract()
                        .asByteArray());
        assertThat(job.getLong("done")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../etc/passwd",
                "/etc/passwd",
                "a/../b",
                "a//b",
                "a\\b",
                "",
                ".hidden",
                "a/.b",
                "C:/x",
                "a\u0000b",
                "cafe\u0301",
                "a b",
                "a/"
            })
    void aPathThatCouldLeadElsewhereIsRefused(String path) {
        assertThatThrownBy(() -> new PackFile(path, "", 0, 0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackFile.requireSafe("a".repeat(201))).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(Map<String, ?> more, String field) {
        Map<String, Object> request = new LinkedHashMap<>(more);
        request.put("kind", "year-end-pack");
        ask(administrator, request).statusCode(400).body("errors.field", contains(field));
    }

    private JsonPath export(String token, Map<String, ?> request) {
        return town.awaitJob(
                token, ask(token, request).statusCode(202).extract().path("id"));
    }

    private ValidatableResponse ask(String token, Map<String, ?> request) {
        return Api.as(token, request).post(town.path("/exports")).then();
    }

    private static byte[] bytes(String token, JsonPath job) {
        return Api.as(token)
                .get(job.getString("result.href"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static Map<String, byte[]> fetch(String token, JsonPath job) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes(token, job)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static void assertSumsAreTrue(Map<String, byte[]> files) {
        List<String> sums = text(files, "SHA256SUMS").lines().toList();
        assertThat(sums).hasSize(files.size() - 3);
        for (String line : sums) {
            String[] parts = line.split("  ", 2);
            assertThat(HexFormat.of().formatHex(Digests.sha256().digest(files.get(parts[1]))))
                    .as(parts[1])
                    .isEqualTo(parts[0]);
            assertThat(contentsOf(files, parts[1])).contains(parts[0]);
        }
    }

    /** What the page says of a file. */
    private static String contentsOf(Map<String, byte[]> files, String path) {
        String text = text(files, "contents.txt");
        String behind = text.substring(text.indexOf("\n" + path + "\n") + 1);
        return behind.contains("\n\n") ? behind.substring(0, behind.indexOf("\n\n")) : behind;
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    private static String pdfText(Map<String, byte[]> files, String path) throws IOException {
        try (PDDocument document = Loader.loadPDF(files.get(path))) {
            return new PDFTextStripper().getText(document);
        }
    }
}
