package org.tallystick.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.Amount;
import org.tallystick.spreadsheet.ReadBook.StoredCell;

class TableBookTest {
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final List<SheetColumn> TWO = List.of(new SheetColumn("One", 10), new SheetColumn("Two", 20));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "0, 2, n, 0.00",
        "-1250, 2, n, -12.50",
        "7, 0, n, 7",
        "1, 4, n, 0.0001",
        "99999999999999, 2, n, 999999999999.99",
        "-99999999999999, 0, n, -99999999999999",
        "100000000000000, 2, inlineStr, 1000000000000.00",
        "-1000000000000000001, 4, inlineStr, -100000000000000.0001",
        "9223372036854775807, 0, inlineStr, 9223372036854775807",
        "-9223372036854775808, 0, inlineStr, -9223372036854775808"
    })
    void anAmountIsANumberAsLongAsASpreadsheetHoldsItExactly(long units, int scale, String type, String value)
            throws IOException {
        TableBook book = new TableBook(out, "Amounts", TWO, scale, LISBON);
        book.header();
        book.amount(0, new Amount(units));
        book.endRow();
        book.finish();

        StoredCell cell = read().sheet(1).get("A2");
        assertThat(cell.type()).isEqualTo(type);
        assertThat(cell.value()).isEqualTo(value);
        if (type.equals("n")) {
            assertThat(cell.format()).isEqualTo(scale == 0 ? "0" : "0." + "0".repeat(scale));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\t=1", "=HYPERLINK(\"http://x\")", "'=1", "<v>1</v>", "&#x3d;1"})
    void whateverATextBeginsWithItIsAText(String text) throws IOException {
        assertThat(stored(text)).isEqualTo(new StoredCell("inlineStr", text, ""));
    }

    @Test
    void whatXmlRefusesIsReplacedAndNothingIsReadAsAnEscape() throws IOException {
        assertThat(stored("a\u0000b\u0007c\uD800d\uFFFEe").value()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
        assertThat(stored("_x003D_1+1").value()).isEqualTo("_x005F_x003D_1+1");
        assertThat(stored("_x_ _x00_ __x0041_").value()).isEqualTo("_x_ _x00_ __x005F_x0041_");
        assertThat(stored("Ζωή 🥑 ليلى 李").value()).isEqualTo("Ζωή 🥑 ليلى 李");
        assertThat(stored("x".repeat(40_000)).value()).hasSize(32_767);
    }

    private StoredCell stored(String text) throws IOException {
        out.reset();
        TableBook book = new TableBook(out, "Texts", TWO, 2, LISBON);
        book.header();
        book.text(0, text);
        book.endRow();
        book.finish();
        return read().sheet(1).get("A2");
    }

    @Test
    void timesAreThoseOfTheWallOfTheCommunity() throws IOException {
        TableBook book = new TableBook(out, "Times", TWO, 2, LISBON);
        book.header();
        book.date(0, LocalDate.of(2026, 3, 29));
        book.instant(1, Instant.parse("2026-06-30T23:30:00.987Z"));
        book.endRow();
        book.finish();

        Map<String, StoredCell> cells = read().sheet(1);
        assertThat(cells.get("A2")).isEqualTo(new StoredCell("n", "46110.0", "yyyy-mm-dd"));
        double serial = Double.parseDouble(cells.get("B2").value());
        assertThat(serial).isCloseTo(46204 + 30 / 1440.0, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(cells.get("B2").format()).isEqualTo("yyyy-mm-dd hh:mm:ss");
    }

    @Test
    void theHeaderStaysInSightAndFiltersTheRowsAlone() throws IOException {
        TableBook book = new TableBook(out, "Table", TWO, 2, LISBON);
        book.strong();
        book.text(0, "Title");
        book.endRow();
        book.header();
        for (int i = 0; i < 3; i++) {
            book.integer(0, i);
            book.endRow();
        }
        book.strong();
        book.text(0, "Total");
        book.endRow();
        book.finish();

        ReadBook read = read();
        assertThat(read.attribute(1, "pane", "ySplit")).isEqualTo("2");
        assertThat(read.attribute(1, "pane", "state")).isEqualTo("frozen");
        assertThat(read.attribute(1, "autoFilter", "ref")).isEqualTo("A2:B5");
        assertThat(read.attribute(1, "col", "width")).isEqualTo("10.0");
        assertThat(read.sheet(1).get("A6").value()).isEqualTo("Total");
    }

    @Test
    void whereASheetIsFullTheRowsGoOnOnTheNextUnderTheSameHeader() throws IOException {
        TableBook book = new TableBook(out, "Rows", TWO, 2, LISBON, 1_200);
        book.text(0, "Title");
        book.endRow();
        book.header();
        for (int i = 0; i < 3_000; i++) {
            book.integer(0, i);
            book.endRow();
        }
        book.finish();

        ReadBook read = read();
        assertThat(read.sheetNames()).containsExactly("Rows", "Rows 2", "Rows 3");
        assertThat(read.sheet(1)).hasSize(1 + 2 + 1_198);
        assertThat(read.sheet(1).get("A1200").value()).isEqualTo("1197");
        assertThat(read.sheet(2).get("A1").value()).isEqualTo("One");
        assertThat(read.sheet(2).get("A2").value()).isEqualTo("1198");
        assertThat(read.sheet(2).get("A1200").value()).isEqualTo("2396");
        assertThat(read.sheet(3).get("A2").value()).isEqualTo("2397");
        assertThat(read.sheet(3)).hasSize(2 + 603);
        assertThat(read.attribute(3, "autoFilter", "ref")).isEqualTo("A1:B604");
    }

    /** What stays in memory of a row would show: 60 bytes of each of these would be more than there is. */
    @Test
    void rowsAreSentAsTheyCome() throws IOException {
        long[] sent = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                sent[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                sent[0] += length;
            }
        };
        TableBook book = new TableBook(counting, "Rows", TWO, 2, LISBON);
        book.header();
        for (int i = 0; i < 50_000; i++) {
            book.text(0, "row " + i * 31);
            book.amount(1, new Amount(i));
            book.endRow();
        }
        long before = sent[0];
        book.finish();

        assertThat(before).isGreaterThan(sent[0] * 9 / 10);
    }

    private ReadBook read() {
        return new ReadBook(out.toByteArray());
    }
}
