package org.tallystick.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.Api;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;
import org.tallystick.testing.Town;

/** Papers as the tools of poppler, with which many people read them, understand them. */
@Tag("tools")
class PaperToolIT {
    private static final List<Map<String, String>> PEOPLE = List.of(
            Map.of("handle", "ben", "name", "Ben Ashworth"),
            Map.of("handle", "giorgos", "name", "Γιώργος Παπαδόπουλος"),
            Map.of("handle", "ivan", "name", "Иван Ёлкин"),
            Map.of("handle", "miriam", "name", "מרים כהן"),
            Map.of("handle", "layla", "name", "ليلى الحسيني"),
            Map.of("handle", "wei", "name", "王小明"),
            Map.of("handle", "minjun", "name", "김민준"),
            Map.of("handle", "zofie", "name", "Žofie Šťastná"));
    private static final List<String> TEXTS = List.of(
            "Eggs, a dozen",
            "Κλάδεμα ελιών",
            "Ремонт велосипеда",
            "תיקון אופניים 3 שעות",
            "دروس اللغة العربية",
            "自行车修理，两小时",
            "자전거 수리",
            "🥑 and 🥕",
            "<script>alert(1)</script> & {#if}",
            "Verylongword".repeat(40));
    private static final List<String> AMOUNTS =
            List.of("0.01", "12.50", "7.00", "999999999999.99", "1.10", "1000.00", "33.33");
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static ServiceProcess service;
    private static Town town;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        service = ServiceProcess.start(DATABASE.environment());
        service.awaitReady();
        RestAssured.port = service.baseUri().getPort();
        town = new Town();
        town.settings(Map.of("letterhead", List.of("Maple LETS", "14 Mill Lane, Brightwater")));
        String ann = town.memberAtDefaults("ann", Map.of("name", "Ann Ōe", "creditLimit", "9000000000000000.00"));
        PEOPLE.forEach(person -> town.memberAtDefaults(person.get("handle"), Map.of("name", person.get("name"))));
        for (int i = 0; i < 45; i++) {
            Api.as(
                            ann,
                            Map.of(
                                    "payer",
                                    "ann",
                                    "payee",
                                    PEOPLE.get(i % PEOPLE.size()).get("handle"),
                                    "amount",
                                    AMOUNTS.get(i % AMOUNTS.size()),
                                    "description",
                                    TEXTS.get(i % TEXTS.size())))
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .post(town.path("/trades"))
                    .then()
                    .statusCode(201);
        }
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        service.close();
    }

    private Path paper(String path) throws IOException {
        return Files.write(
                directory.resolve("paper.pdf"),
                Api.as(town.operator()).get(town.path(path)).asByteArray());
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void pdftotextFindsEveryAmountOfTheSamePeriodInJson() throws Exception {
        JsonPath json = Api.as(town.operator())
                .get(town.path("/accounts/ann/statement"))
                .jsonPath();
        paper("/accounts/ann/statement?format=pdf");

        List<String> words =
                List.of(run("pdftotext", "-layout", "paper.pdf", "-").split("\\s+"));

        List<String> amounts = new ArrayList<>(json.getList("entries.amount"));
        assertThat(amounts).hasSize(45);
        amounts.addAll(json.getList("entries.balanceAfter"));
        amounts.addAll(Stream.of("openingBalance", "closingBalance", "totalIn", "totalOut")
                .map(json::getString)
                .toList());
        assertThat(words).containsAll(amounts).contains("Γιώργος", "Иван", "王小明", "김민준", "Žofie");
    }

    @Test
    void pdffontsShowsAllFontsEmbeddedAndPdfinfoThatItIsTagged() throws Exception {
        paper("/accounts/ann/statement?format=pdf");

        List<String> fonts = run("pdffonts", "paper.pdf").lines().skip(2).toList();

        assertThat(fonts).hasSizeGreaterThan(5).allMatch(font -> font.matches(".* yes yes yes +\\d+ +\\d+"));
        assertThat(run("pdfinfo", "paper.pdf"))
                .containsPattern("Tagged: +yes")
                .containsPattern("Page size: +595.* \\(A4\\)")
                .contains("Statement of ann");
    }

    @Test
    void pdftoppmShowsPagesWithInkAndNoneInTheMargins() throws Exception {
        for (String path : List.of(
                "/accounts/ann/statement?format=pdf", "/reports/balances?format=pdf", "/reports/trades?format=pdf")) {
            paper(path);
            run("pdftoppm", "-r", "50", "-png", "paper.pdf", "page");
            List<Path> pages;
            try (Stream<Path> files = Files.list(directory)) {
                pages = files.filter(file -> file.toString().endsWith(".png")).toList();
            }
            assertThat(pages).isNotEmpty();
            for (Path page : pages) {
                BufferedImage image = ImageIO.read(page.toFile());
                int margin = image.getWidth() * 12 / (path.startsWith("/accounts") ? 210 : 297);
                assertThat(ink(image, 0, margin)).as("%s of %s", page, path).isZero();
                assertThat(ink(image, image.getWidth() - margin, image.getWidth()))
                        .isZero();
                assertThat(ink(image, margin, image.getWidth() - margin)).isGreaterThan(500);
                Files.delete(page);
            }
        }
    }

    private static int ink(BufferedImage image, int left, int right) {
        int dark = 0;
        for (int x = left; x < right; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & 0xFF) < 0xC0) {
                    dark++;
                }
            }
        }
        return dark;
    }
}
