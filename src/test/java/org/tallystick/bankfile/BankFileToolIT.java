package org.tallystick.bankfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.statement.StatementFormat;
import org.tallystick.testing.SampleStatement;
import org.tallystick.testing.Tool;

/** Statements as banks send them, read by programs that people use. */
@Tag("tools")
class BankFileToolIT {
    private static final Pattern TRANSACTION = Pattern.compile("(?s)transaction \\{(.*?)\\} #transaction");
    private static final Pattern VALUE = Pattern.compile("char value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"CRED, 2", "CR1, 0", "HRS, 4"})
    void aqbankingReadsEveryAmountOfOfx(String code, int scale) throws IOException {
        assertRead(new OfxFormat(), SampleStatement.hostile(code, scale), "--importer=ofx");
    }

    @ParameterizedTest
    @CsvSource({"CRED, 2", "CR1, 0", "HRS, 4"})
    void aqbankingReadsEveryAmountOfMt940(String code, int scale) throws IOException {
        assertRead(
                new Mt940Format(), SampleStatement.hostile(code, scale), "--importer=swift", "--profile=SWIFT-MT940");
    }

    private void assertRead(StatementFormat format, SampleStatement sample, String... importer) throws IOException {
        Path file = folder.resolve("statement." + format.extension());
        Path context = folder.resolve("context");
        Files.write(file, sample.in(format));
        List<String> command = new ArrayList<>(
                List.of("aqbanking-cli", "--noninteractive", "--cfgdir=" + folder.resolve("settings"), "import"));
        command.addAll(List.of(importer));
        command.addAll(List.of("--infile=" + file, "--ctxfile=" + context));
        Tool.run(folder, command.toArray(String[]::new));

        List<BigDecimal> read = TRANSACTION
                .matcher(Files.readString(context))
                .results()
                .map(found -> VALUE.matcher(found.group(1)))
                .map(found -> found.find() ? value(found.toMatchResult()) : BigDecimal.ZERO)
                .toList();
        List<BigDecimal> written = sample.entries().stream()
                .map(entry -> new BigDecimal(
                        entry.amount().format(sample.head().account().currency().scale())))
                .toList();
        assertThat(read).usingElementComparator(BigDecimal::compareTo).isEqualTo(written);
    }

    /** As a fraction: {@code -1001/100:XXX}. */
    private static BigDecimal value(MatchResult found) {
        String[] words =
                URLDecoder.decode(found.group(1), StandardCharsets.UTF_8).split("[/:]", -1);
        BigDecimal units = new BigDecimal(new BigInteger(words[0]));
        return words[1].matches("10*") ? units.movePointLeft(words[1].length() - 1) : units;
    }

    @Test
    void xmllintFindsCamtOfTheSchema() throws IOException {
        Path schema = folder.resolve("camt.053.001.08.xsd");
        Files.writeString(schema, CamtSchema.text());
        for (SampleStatement sample : List.of(SampleStatement.hostile("CRED", 2), SampleStatement.empty("CR1", 0))) {
            Path file = folder.resolve("statement.xml");
            Files.write(file, sample.in(new CamtFormat()));
            Tool.run(folder, "xmllint", "--noout", "--nonet", "--schema", schema.toString(), file.toString());
        }
        Path wrong = folder.resolve("wrong.xml");
        Files.writeString(
                wrong,
                SampleStatement.hostile("CRED", 2).textIn(new CamtFormat()).replace("BOOK", "BOOKED"));
        assertThat(Tool.result(folder, "xmllint", "--noout", "--schema", schema.toString(), wrong.toString())
                        .status())
                .isNotZero();
    }
}
