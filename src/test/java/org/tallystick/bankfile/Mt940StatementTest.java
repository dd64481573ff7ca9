package org.tallystick.bankfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.prowidesoftware.swift.model.field.Field60F;
import com.prowidesoftware.swift.model.field.Field61;
import com.prowidesoftware.swift.model.field.Field62F;
import com.prowidesoftware.swift.model.field.Field86;
import com.prowidesoftware.swift.model.mt.mt9xx.MT940;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.StatementEntry;
import org.tallystick.testing.SampleStatement;

class Mt940StatementTest {
    private static final Mt940Format FORMAT = new Mt940Format();

    @ParameterizedTest
    @CsvSource({"CRED, 2, XXX", "CR1, 0, XXX", "HRS, 4, HRS"})
    void prowideReadsEveryEntryOfIt(String code, int scale, String currency) {
        SampleStatement sample = SampleStatement.hostile(code, scale);
        List<MT940> messages = read(sample.in(FORMAT));

        assertThat(messages).hasSizeGreaterThan(1);
        List<Field61> lines = messages.stream()
                .flatMap(message -> message.getField61().stream())
                .toList();
        List<Field86> texts = messages.stream()
                .flatMap(message -> message.getField86().stream())
                .toList();
        assertThat(lines).hasSameSizeAs(sample.entries());
        assertThat(texts).hasSameSizeAs(sample.entries());
        for (int i = 0; i < lines.size(); i++) {
            StatementEntry entry = sample.entries().get(i);
            assertThat(signed(lines.get(i))).isEqualByComparingTo(entry.amount().format(scale));
            assertThat(lines.get(i).getReferenceForTheAccountOwner()).isEqualTo(Long.toString(entry.entryNo()));
            assertThat(lines.get(i).getDebitCreditMark().startsWith("R"))
                    .isEqualTo(entry.reverses().isPresent());
        }
        Field60F opening = messages.get(0).getField60F();
        Field62F closing = messages.get(messages.size() - 1).getField62F();
        assertThat(opening.getCurrency()).isEqualTo(currency);
        assertThat(signed(opening.getDCMark(), opening.amount()))
                .isEqualByComparingTo(sample.head().format(sample.head().openingBalance()));
        assertThat(signed(closing.getDCMark(), closing.amount()))
                .isEqualByComparingTo(sample.head().format(sample.head().closingBalance()));
    }

    /** What is carried over at the foot of one stands at the head of the next, and agrees with the entries between. */
    @Test
    void messagesCountOnAndCarryTheBalanceOver() {
        SampleStatement sample = SampleStatement.of(
                "CRED", 2, Optional.empty(), Amount.ofMinorUnits(77), Collections.nCopies(40, "-:".repeat(250)));
        List<MT940> messages = read(sample.in(FORMAT));
        BigDecimal balance = new BigDecimal("0.77");

        for (int i = 0; i < messages.size(); i++) {
            MT940 message = messages.get(i);
            boolean first = i == 0;
            boolean last = i == messages.size() - 1;
            assertThat(message.getField28C().getSequenceNumber()).isEqualTo(Integer.toString(i + 1));
            assertThat(message.getField28C().getStatementNumber()).isEqualTo("26090");
            BigDecimal begin = first
                    ? signed(
                            message.getField60F().getDCMark(),
                            message.getField60F().amount())
                    : signed(
                            message.getField60M().getDCMark(),
                            message.getField60M().amount());
            assertThat(begin).isEqualByComparingTo(balance);
            for (Field61 line : message.getField61()) {
                balance = balance.add(signed(line));
            }
            BigDecimal end = last
                    ? signed(
                            message.getField62F().getDCMark(),
                            message.getField62F().amount())
                    : signed(
                            message.getField62M().getDCMark(),
                            message.getField62M().amount());
            assertThat(end).isEqualByComparingTo(balance);
            assertThat(message.getField61()).hasSizeGreaterThanOrEqualTo(last ? 1 : 3);
        }
    }

    @Test
    void everyLineKeepsToTheRulesOfSwift() {
        for (SampleStatement sample : List.of(
                SampleStatement.hostile("CRED", 2),
                SampleStatement.of(
                        "CRED", 2, Optional.empty(), Amount.ZERO, List.of("-:".repeat(250), ":".repeat(500))))) {
            String file = sample.textIn(FORMAT);
            assertThat(file.split("(?<=\r\n-\r\n)"))
                    .allSatisfy(message -> assertThat(message.length()).isLessThanOrEqualTo(2_000));
            assertThat(file.split("\r\n"))
                    .allSatisfy(line -> assertThat(line)
                            .matches("[A-Za-z0-9/?:().,'+ -]*")
                            .matches("(:(20|25|28C|60F|60M|61|86|62F|62M):[^:-].*|-|[^:-].*)"));
            assertThat(file.split("\r\n"))
                    .filteredOn(line -> !line.startsWith(":86:"))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(69));
        }
    }

    @Test
    void whatPeopleWroteIsNoPartOfItsOwn() {
        String file = SampleStatement.hostile("CRED", 2).textIn(FORMAT).replace("\r\n", "");

        assertThat(file)
                .contains("/REMI/.EREF.fake .REMI.other")
                .contains(":86:/NAME/Bob 'B', Muller: . (2020-01-01)/ACCT/bob/TRID/01926b3e7a00")
                .contains("/MARK/levy, category food-and-drink/REMI/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCT/mallory", "/ACCT/mallory", "eggs /ACCT/mallory", "ACCT//mallory", "\\ACCT|mallory"})
    void aDescriptionBeginsNoPart(String description) {
        SampleStatement sample = SampleStatement.of("CRED", 2, Optional.empty(), Amount.ZERO, List.of(description));
        String file = sample.textIn(FORMAT).replace("\r\n", "");

        assertThat(parts(file)).containsExactly("/NAME", "/ACCT", "/TRID", "/REMI");
    }

    @Test
    void aNameBeginsNoPart() {
        SampleStatement sample = SampleStatement.of("CRED", 2, Optional.empty(), Amount.ZERO, List.of("eggs"))
                .of("Bob/REMI");
        String file = sample.textIn(FORMAT).replace("\r\n", "");

        assertThat(file).contains(":86:/NAME/Bob.REMI/ACCT/bob/TRID/");
        assertThat(parts(file)).containsExactly("/NAME", "/ACCT", "/TRID", "/REMI");
    }

    private static List<String> parts(String file) {
        return Pattern.compile("/[A-Z]{4}(?=/)")
                .matcher(file.substring(file.indexOf(":86:"), file.indexOf(":62F:")))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Where digits are others, as in Egypt, a file for programs has those of ASCII all the same. */
    @Test
    void digitsAreThoseOfAsciiWhereverTheServiceRuns() {
        String expected = SampleStatement.hostile("CRED", 2).textIn(FORMAT);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(SampleStatement.hostile("CRED", 2).textIn(FORMAT)).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anAmountThatHasNoRoomIsRefusedAndNeverCut() {
        Amount most = Amount.ofMinorUnits(99_999_999_990_000L);
        SampleStatement fits = SampleStatement.of("CRED", 2, Optional.empty(), most, List.of("a", "b"));
        SampleStatement tooMuch = SampleStatement.of(
                "CRED", 2, Optional.empty(), Amount.ofMinorUnits(-99_999_999_999_999L), List.of("a"));

        assertThat(FORMAT.lacking(fits.head())).isEmpty();
        assertThat(fits.textIn(FORMAT)).contains(":60F:C260101XXX999999999900,00\r\n");
        assertThat(FORMAT.lacking(tooMuch.head()).orElseThrow()).contains("14 digits");
    }

    @Test
    void aStatementWithoutEntriesIsOneMessage() {
        List<MT940> messages = read(SampleStatement.empty("CR1", 0).in(FORMAT));

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).getField62F().getValue()).isEqualTo("C260331XXX0,");
    }

    /** It is made on the first of April. */
    @Test
    void aBalanceIsDatedToTheDayOfTheMakingAtTheLatest() {
        String text = SampleStatement.hostile("CRED", 2)
                .of(Optional.empty(), LocalDate.of(9999, 12, 31))
                .textIn(FORMAT);

        assertThat(text).containsPattern(":62F:[CD]260401XXX").contains(":28C:26091/1");
    }

    private static BigDecimal signed(Field61 line) {
        boolean debit = line.getDebitCreditMark().equals("D")
                || line.getDebitCreditMark().equals("RC");
        return signed(debit ? "D" : "C", line.amount());
    }

    private static BigDecimal signed(String mark, BigDecimal amount) {
        return mark.equals("D") ? amount.negate() : amount;
    }

    /** Prowide reads what SWIFT's network delivers, an envelope around each message. */
    private static List<MT940> read(byte[] file) {
        List<MT940> messages = new ArrayList<>();
        for (String text : new String(file, StandardCharsets.US_ASCII).split("(?<=\r\n-)\r\n")) {
            String block = text.substring(0, text.length() - 1);
            messages.add(MT940.parse("{1:F01AAAABBCCAXXX0000000000}{2:I940DDDDEEFFXXXXN}{4:\r\n" + block + "-}"));
        }
        return messages;
    }
}
