package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.tallystick.csv.CsvDialect;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.pdf.PdfText;
import org.tallystick.testing.DatabaseTestResource;

/** Tables on paper, read back from the PDF. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class PdfTableTest {
    private static final float MARGIN_POINTS = 48;

    @Inject
    PdfTableFormat format;

    @Inject
    PdfTableVolumes volumes;

    private static TableHead head(int amounts) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("account", "Account"),
                Column.text("name", "Name"),
                Column.date("joined", "Joined"),
                Column.instant("at", "At"),
                Column.integer("entryNo", "Entry number")));
        for (int i = 0; i < amounts; i++) {
            columns.add(Column.amount("a" + i, "Closing balance " + i));
        }
        return new TableHead(
                "balances",
                "Maple LETS",
                List.of("Maple LETS", "14 Mill Lane"),
                "Balances",
                List.of("At the end of 2026-03-31", "The sum is <b>zero</b>"),
                columns,
                new Currency(new CurrencyCode("CRED"), "Maple credits", "¤", 2),
                ZoneId.of("Europe/Lisbon"),
                Instant.parse("2026-04-01T09:00:00Z"));
    }

    private static Row row(RowKind kind, String name, int number, int amounts, long amount) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of("account-" + number),
                Cell.of(name),
                Cell.of(LocalDate.of(2026, 1, 31)),
                Cell.of(Instant.parse("2026-03-31T22:30:00Z")),
                Cell.of((long) number)));
        for (int i = 0; i < amounts; i++) {
            cells.add(Cell.of(Amount.ofMinorUnits(amount + i)));
        }
        return new Row(kind, cells);
    }

    private static void write(TableWriter writer, int rows, int amounts, long amount) throws IOException {
        writer.begin(head(amounts));
        for (int i = 0; i < rows; i++) {
            writer.row(row(RowKind.LINE, i % 2 == 0 ? "Γιώργος " + i : "מרים 7 <i>", i, amounts, amount));
        }
        writer.row(row(RowKind.TOTAL, "Total", rows, amounts, amount));
        writer.end();
    }

    private byte[] pdf(int rows, int amounts, long amount) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(format.writer(CsvDialect.USUAL, out), rows, amounts, amount);
        return out.toByteArray();
    }

    @Test
    void aTableStandsOnPagesLyingDownUnderItsHead() throws IOException {
        byte[] pdf = pdf(60, 2, -1_050);
        List<String> pages = PdfText.pages(pdf);

        assertThat(pages.size()).isGreaterThan(1);
        assertThat(pages.get(0))
                .startsWith("Maple LETS")
                .contains("14 Mill Lane", "Balances", "At the end of 2026-03-31", "The sum is <b>zero</b>")
                .contains("Made 2026-04-01 10:00:00 +01:00")
                .contains("account-0 Γιώργος 0 2026-01-31 2026-03-31 23:30:00 0 -10.50 -10.49");
        assertThat(pages).allSatisfy(page -> assertThat(page).contains("Account Name Joined At", "Page "));
        assertThat(pages.get(pages.size() - 1)).contains("account-60 Total");
        assertThat(PdfText.<Float>read(
                        pdf, document -> document.getPage(0).getMediaBox().getWidth()))
                .isGreaterThan(840);
        assertThat(PdfText.structure(pdf)).contains("Table", "THead", "TH", "TD");
        assertThat(PdfText.fonts(pdf)).noneMatch(font -> font.contains(" "));
    }

    @Test
    void manyColumnsOfLargeAmountsStandBetweenTheMargins() throws IOException {
        long amount = -999_999_999_999_999_000L;
        for (int amounts : List.of(1, 4, 7, 8)) {
            byte[] pdf = pdf(5, amounts, amount);

            assertThat(PdfText.isWithin(pdf, MARGIN_POINTS))
                    .as("%d columns", amounts)
                    .isTrue();
            for (int i = 0; i < amounts; i++) {
                assertThat(PdfText.all(pdf))
                        .contains(Amount.ofMinorUnits(amount + i).format(2));
            }
        }
    }

    @Test
    void aTableWithoutRowsSaysSo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableWriter writer = format.writer(CsvDialect.USUAL, out);
        writer.begin(head(1));
        writer.end();

        assertThat(PdfText.all(out.toByteArray())).contains("No entries.");
    }

    @Test
    void aLongTableIsMadeInVolumes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(volumes.writer(10, out), 24, 1, 100);
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                texts.add(PdfText.all(zip.readAllBytes()));
            }
        }

        assertThat(names)
                .containsExactly("balances-volume-001.pdf", "balances-volume-002.pdf", "balances-volume-003.pdf");
        assertThat(texts.get(0))
                .contains("Balances, volume 1", "account-0 ", "account-9 ")
                .doesNotContain("account-10");
        assertThat(texts.get(2)).contains("Balances, volume 3", "account-20 ", "account-24 Total");
    }
}
