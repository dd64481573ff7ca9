package org.tallystick.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.csv.CsvDialect.Decimal;
import org.tallystick.csv.CsvDialect.Separator;

class CsvDialectTest {
    private static final String STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\u00A0=1",
                "\u200B=1",
                "\uFEFF=1",
                "\"=1\"",
                "\" =1",
                "\u0000=1",
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20SUM(A1)"
            })
    void noTextBeginsAFormula(String text) {
        for (Separator separator : Separator.values()) {
            String written = new CsvDialect(separator, Decimal.POINT, false).text(text);

            assertThat(written.replace("'", "")).isEqualTo(text);
            assertThat(startsFormula(written)).as(written).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bread", "a=b", "a - b", "'=1", "1-2", "Tea, cake", "50 % off", "(-: x", "a@b"})
    void otherTextsStayAsTheyAre(String text) {
        assertThat(CsvDialect.USUAL.text(text)).isEqualTo(text);
    }

    @Test
    void noCellOfAReaderWhoExpectsAnotherSeparatorBeginsAFormula() {
        assertThat(CsvDialect.USUAL.text("x;=1+1;y")).isEqualTo("x;'=1+1;y");
        assertThat(CsvDialect.USUAL.text("x; \"=1+1")).isEqualTo("x; \"'=1+1");
        assertThat(CsvDialect.USUAL.text("x\t@y")).isEqualTo("x\t'@y");
        assertThat(CsvDialect.USUAL.text("x\n-y")).isEqualTo("x\n'-y");
        assertThat(CsvDialect.USUAL.text("tea, -5")).isEqualTo("tea, -5");
        CsvDialect semicolons = new CsvDialect(Separator.SEMICOLON, Decimal.COMMA, false);
        assertThat(semicolons.text("tea, =5")).isEqualTo("tea, '=5");
        assertThat(semicolons.text("tea; =5")).isEqualTo("tea; =5");
    }

    /** As such a program splits it: at its own separator and at line ends, blind to quotes that do not begin a cell. */
    @ParameterizedTest
    @EnumSource(Separator.class)
    void howeverAFileIsSplitNoCellOfItBeginsAFormula(Separator own) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "=+-@a1;,\t\n\r\" '\uFF1D";
        CsvDialect dialect = new CsvDialect(own, Decimal.POINT, false);
        for (int i = 0; i < 3_000; i++) {
            List<String> texts = new ArrayList<>();
            for (int field = 0; field < 3; field++) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(8); length > 0; length--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                texts.add(dialect.text(text.toString()));
            }
            String file = written(dialect, texts);
            assertThat(read(file, own).get(0).getFields()).as("seed %d", seed).isEqualTo(texts);
            texts.forEach(text -> assertThat(startsFormula(text))
                    .as("%s, seed %d", text, seed)
                    .isFalse());
            for (Separator other : Separator.values()) {
                if (other != own) {
                    for (String cell : file.split("[\r\n" + other.character() + "]")) {
                        assertThat(startsFormula(cell))
                                .as("<%s> of <%s>, seed %d", cell, file, seed)
                                .isFalse();
                    }
                }
            }
        }
    }

    private static boolean startsFormula(String cell) {
        String seen = cell.replaceFirst("^[\\s\\p{Z}\\p{Cf}\\p{Cc}\"]+", "");
        return !seen.isEmpty() && STARTS.indexOf(seen.charAt(0)) >= 0;
    }

    @Test
    void numbersStayNumbers() {
        assertThat(CsvDialect.USUAL.number("-12.50")).isEqualTo("-12.50");
        assertThat(new CsvDialect(Separator.COMMA, Decimal.COMMA, false).number("-12.50"))
                .isEqualTo("-12,50");
        assertThat(new CsvDialect(Separator.COMMA, Decimal.COMMA, false).number("-5"))
                .isEqualTo("-5");
    }

    @Test
    void aNumberWithACommaStandsInQuotesAmongCommas() throws IOException {
        CsvDialect commas = new CsvDialect(Separator.COMMA, Decimal.COMMA, false);
        assertThat(written(commas, List.of("a", commas.number("-12.50")))).isEqualTo("a,\"-12,50\"\r\n");
        CsvDialect semicolons = new CsvDialect(Separator.SEMICOLON, Decimal.COMMA, true);
        assertThat(written(semicolons, List.of("a", semicolons.number("-12.50"))))
                .isEqualTo("\uFEFFa;-12,50\r\n");
        assertThat(written(new CsvDialect(Separator.TAB, Decimal.POINT, false), List.of("a", "b")))
                .isEqualTo("a\tb\r\n");
    }

    @Test
    void whatIsNoneOfThemIsNamed() {
        assertThatThrownBy(() -> Separator.of(";")).hasMessage("must be one of comma, semicolon, tab");
        assertThatThrownBy(() -> Separator.of("COMMA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Decimal.of(",")).hasMessage("must be one of point, comma");
        assertThat(Separator.of("tab")).isEqualTo(Separator.TAB);
        assertThat(Decimal.of("comma")).isEqualTo(Decimal.COMMA);
    }

    private static String written(CsvDialect dialect, List<String> fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvOutput csv = new CsvOutput(out, dialect);
        csv.record(fields);
        csv.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<CsvRecord> read(String file, Separator separator) {
        return CsvReader.builder()
                .fieldSeparator(separator.character())
                .skipEmptyLines(false)
                .ofCsvRecord(file)
                .stream()
                .toList();
    }
}
