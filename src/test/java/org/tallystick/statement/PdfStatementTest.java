package org.tallystick.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.pdf.PdfText;
import org.tallystick.testing.DatabaseTestResource;

/** Statements on paper, read back from the PDF. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class PdfStatementTest {
    private static final float MARGIN_POINTS = 48;
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]+\\.[0-9]{2}");
    private static final Pattern CARRIED = Pattern.compile("Carried over (-?[0-9.]+)");
    private static final Pattern BROUGHT = Pattern.compile("Brought forward (-?[0-9.]+)");

    @Inject
    PdfFormat format;

    @Inject
    PdfVolumes volumes;

    private byte[] pdf(List<StatementEntry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PaperSample.write(entries, format.writer(StatementOptions.NONE, out));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 10, 11, 12, 40, 130})
    void whatIsCarriedOverAtTheFootOfAPageIsBroughtForwardOnTheNext(int count) throws IOException {
        List<StatementEntry> entries = PaperSample.entries(count, 90_00, count);
        List<String> pages = PdfText.pages(pdf(entries));
        String carried = "";
        int shown = 0;
        for (int i = 0; i < pages.size(); i++) {
            String page = pages.get(i);
            assertThat(page).contains("Page " + (i + 1) + " of " + pages.size());
            assertThat(one(BROUGHT, page)).isEqualTo(carried);
            int before = shown;
            while (shown < count && page.contains(balance(entries, shown)) && numbered(page, entries.get(shown))) {
                shown++;
            }
            carried = one(CARRIED, page);
            assertThat(carried).isEqualTo(i == pages.size() - 1 ? "" : balance(entries, shown - 1));
            assertThat(shown).isGreaterThanOrEqualTo(before);
        }
        assertThat(shown).isEqualTo(count);
    }

    private static boolean numbered(String page, StatementEntry entry) {
        return page.lines().anyMatch(line -> line.startsWith(entry.entryNo() + " " + entry.bookingDate()));
    }

    private static String balance(List<StatementEntry> entries, int index) {
        return entries.get(index).balanceAfter().format(2);
    }

    private static String one(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        String found = matcher.find() ? matcher.group(1) : "";
        assertThat(matcher.find()).isFalse();
        return found;
    }

    @Test
    void everyAmountStandsOnItWholeAndBetweenTheMargins() throws IOException {
        for (long largest : List.of(90_00L, 999_999_999_999_999_99L)) {
            List<StatementEntry> entries = PaperSample.entries(30, largest, 3);
            byte[] pdf = pdf(entries);
            List<String> amounts = AMOUNT.matcher(PdfText.all(pdf))
                    .results()
                    .map(result -> result.group())
                    .toList();
            for (StatementEntry entry : entries) {
                assertThat(amounts)
                        .contains(entry.amount().format(2), entry.balanceAfter().format(2));
            }
            StatementHead head = PaperSample.head(entries);
            assertThat(amounts)
                    .contains(
                            head.openingBalance().format(2),
                            head.closingBalance().format(2),
                            head.totalIn().format(2),
                            head.totalOut().format(2));
            assertThat(PdfText.isWithin(pdf, MARGIN_POINTS)).isTrue();
        }
    }

    @Test
    void textsStandOnItAsTheyWereWritten() throws IOException {
        String text = PdfText.all(pdf(PaperSample.entries(40, 90_00, 4)));

        assertThat(text)
                .contains("Γιώργος Παπαδόπουλος", "Иван Ёлкин", "王小明", "김민준", "Žofie Šťastná-Dvořáková")
                .contains("<script>alert(1)</script> & ]]> {paper.title} hostile", "&amp;", "{#if}")
                .contains("🥑 and 🥕 → ✓ [U+13000]")
                .contains("category food", "levy", "reversal of trade 00000000-0000-0008-0000-000000000005")
                .contains("recorded by an office for the payer", "and 3 others", "value 2025-12-29");
        assertThat(text.replaceAll("\\s", ""))
                .contains("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(9));
    }

    @Test
    void theHeadSaysWhoseItIsAndOfWhen() throws IOException {
        String page = PdfText.pages(pdf(PaperSample.entries(3, 90_00, 5))).get(0);

        assertThat(page)
                .startsWith("Maple LETS")
                .contains("Statement of account", "Holder Alice Archer", "Account alice")
                .contains("Currency Maple credits (CRED)", "Period 2026-01-01 to 2026-01-31", "Time zone Europe/Lisbon")
                .contains("Made 2026-02-01 10:00:00 +00:00", "Entries 3");
    }

    @Test
    void theChartIsToldInWordsToo() throws IOException {
        List<StatementEntry> entries = PaperSample.entries(3, 90_00, 5);

        assertThat(PdfText.structure(pdf(entries)))
                .anyMatch(element -> element.startsWith("Figure Line chart of the balance at the end of each day from "
                                + "2026-01-01 to 2026-01-31: before it 12.50, lowest ")
                        && element.endsWith(", after it " + balance(entries, 2) + "."));
    }

    @Test
    void aPeriodWithoutEntriesSaysSo() throws IOException {
        byte[] pdf = pdf(List.of());

        assertThat(PdfText.pages(pdf)).hasSize(1);
        assertThat(PdfText.all(pdf))
                .contains("No entries in this period.", "Opening balance 12.50", "Closing balance 12.50")
                .doesNotContain("Carried over", "Brought forward");
    }

    @Test
    void allFontsAreEmbedded() throws IOException {
        assertThat(PdfText.fonts(pdf(PaperSample.entries(40, 90_00, 4))))
                .hasSizeGreaterThan(8)
                .noneMatch(font -> font.contains(" "));
    }

    @Test
    void aLongStatementIsMadeInVolumesThatContinueEachOther() throws IOException {
        List<StatementEntry> entries = PaperSample.entries(23, 90_00, 6);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PaperSample.write(entries, volumes.writer(10, out));
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                texts.add(PdfText.all(zip.readAllBytes()));
            }
        }

        assertThat(names)
                .containsExactly(
                        "alice-2026-01-31-volume-1-of-3.pdf",
                        "alice-2026-01-31-volume-2-of-3.pdf",
                        "alice-2026-01-31-volume-3-of-3.pdf");
        assertThat(texts.get(0))
                .contains("Volume 1 of 3: entries 101 to 110", "Carried over to volume 2 " + balance(entries, 9))
                .doesNotContain("from volume", "Closing balance " + balance(entries, 9));
        assertThat(texts.get(1))
                .contains("Volume 2 of 3: entries 111 to 120")
                .contains("Brought forward from volume 1 " + balance(entries, 9))
                .contains("Carried over to volume 3 " + balance(entries, 19));
        assertThat(texts.get(2))
                .contains("Volume 3 of 3: entries 121 to 123", "Brought forward from volume 2 " + balance(entries, 19))
                .contains("Closing balance " + balance(entries, 22))
                .doesNotContain("to volume");
    }

    @Test
    void theSameStatementIsTheSameBytes() throws IOException {
        List<StatementEntry> entries = PaperSample.entries(5, 90_00, 7);

        assertThat(pdf(entries)).isEqualTo(pdf(entries));
    }
}
