package org.tallystick.bankfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.webcohesion.ofx4j.domain.data.MessageSetType;
import com.webcohesion.ofx4j.domain.data.ResponseEnvelope;
import com.webcohesion.ofx4j.domain.data.banking.BankStatementResponse;
import com.webcohesion.ofx4j.domain.data.banking.BankingResponseMessageSet;
import com.webcohesion.ofx4j.domain.data.common.Transaction;
import com.webcohesion.ofx4j.io.AggregateUnmarshaller;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.StatementEntry;
import org.tallystick.testing.SampleStatement;

class OfxStatementTest {
    private static final OfxFormat FORMAT = new OfxFormat();

    @ParameterizedTest
    @CsvSource({"CRED, 2, XXX", "CR1, 0, XXX", "HRS, 4, HRS"})
    void ofx4jReadsEveryEntryOfIt(String code, int scale, String currency) throws Exception {
        SampleStatement sample = SampleStatement.hostile(code, scale);
        BankStatementResponse read = read(sample.in(FORMAT));

        assertThat(read.getCurrencyCode()).isEqualTo(currency);
        assertThat(read.getAccount().getAccountNumber()).isEqualTo("alice");
        assertThat(read.getAccount().getBankId()).hasSize(9).startsWith("map");
        List<Transaction> transactions = read.getTransactionList().getTransactions();
        assertThat(transactions).hasSameSizeAs(sample.entries());
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < transactions.size(); i++) {
            Transaction transaction = transactions.get(i);
            StatementEntry entry = sample.entries().get(i);
            assertThat(transaction.getBigDecimalAmount())
                    .isEqualByComparingTo(entry.amount().format(scale));
            assertThat(transaction.getDatePosted().toInstant())
                    .isEqualTo(entry.bookedAt().truncatedTo(ChronoUnit.MILLIS));
            assertThat(transaction.getName().length()).isBetween(1, 32);
            assertThat(transaction.getMemo().length()).isBetween(1, 255);
            assertThat(ids.add(transaction.getId())).isTrue();
        }
        assertThat(read.getLedgerBalance().getAmount())
                .isEqualTo(Double.parseDouble(sample.head().format(sample.head().closingBalance())));
    }

    private static BankStatementResponse read(byte[] file) throws Exception {
        ResponseEnvelope envelope =
                new AggregateUnmarshaller<>(ResponseEnvelope.class).unmarshal(new ByteArrayInputStream(file));
        BankingResponseMessageSet set = (BankingResponseMessageSet) envelope.getMessageSet(MessageSetType.banking);
        return set.getStatementResponses().get(0).getMessage();
    }

    @Test
    void itsTimesAreThoseOfTheCommunitysClocks() {
        String lisbon = SampleStatement.hostile("CRED", 2).textIn(FORMAT);
        String kolkata =
                SampleStatement.hostile("CRED", 2).in(ZoneId.of("Asia/Kolkata")).textIn(FORMAT);

        assertThat(lisbon)
                .contains("<DTSTART>20260101000000.000[+0:WET]</DTSTART>")
                .contains("<DTEND>20260331235959.999[+1:WEST]</DTEND>");
        assertThat(kolkata)
                .contains("<DTSTART>20260101000000.000[+5.30:IST]</DTSTART>")
                .contains("<DTEND>20260331235959.999[+5.30:IST]</DTEND>")
                .contains("<DTPOSTED>20260101153000.000[+5.30:IST]</DTPOSTED>");
    }

    /** It is made on the first of April. */
    @Test
    void aBalanceIsDatedToTheDayOfTheMakingAtTheLatest() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        String text =
                SampleStatement.hostile("CRED", 2).of(Optional.empty(), last).textIn(FORMAT);

        assertThat(text)
                .contains("<DTEND>20260401235959.999[+1:WEST]</DTEND>")
                .contains("<DTASOF>20260401235959.999[+1:WEST]</DTASOF>");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 20260701020000.000[+2:CEST]",
        "America/New_York, 20260630200000.000[-4:EDT]",
        "America/St_Johns, 20260630213000.000[-2.30:NDT]",
        "Asia/Kathmandu, 20260701054500.000[+5.45:NPT]",
        "UTC, 20260701000000.000[+0:UTC]",
        "+03:00, 20260701030000.000[+3]"
    })
    void anOffsetHasItsMinutesAndANameThatIsOne(String zone, String time) {
        assertThat(OfxTime.of(Instant.parse("2026-07-01T00:00:00Z"), ZoneId.of(zone)))
                .isEqualTo(time);
    }

    @Test
    void ofx4jReadsTheInstantOfAnotherZoneAndTheDayOfOneWithHalfHours() throws Exception {
        SampleStatement berlin = SampleStatement.hostile("CRED", 2).in(ZoneId.of("Europe/Berlin"));
        SampleStatement kolkata = SampleStatement.hostile("CRED", 2).in(ZoneId.of("Asia/Kolkata"));
        List<Transaction> instants =
                read(berlin.in(FORMAT)).getTransactionList().getTransactions();
        List<Transaction> days = read(kolkata.in(FORMAT)).getTransactionList().getTransactions();

        for (int i = 0; i < instants.size(); i++) {
            assertThat(instants.get(i).getDatePosted().toInstant())
                    .isEqualTo(berlin.entries().get(i).bookedAt());
            // It knows whole hours alone, and takes others for Greenwich.
            assertThat(days.get(i)
                            .getDatePosted()
                            .toInstant()
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate())
                    .isEqualTo(kolkata.entries().get(i).bookingDate());
        }
    }

    @Test
    void whatIsSaidBesidesStandsInTheMemoInAscii() {
        String text = SampleStatement.hostile("CRED", 2).textIn(FORMAT);

        assertThat(text).isEqualTo(new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
        assertThat(text)
                .contains("<NAME>Alexandros Papadopoulos of a ...</NAME>")
                .contains("<NAME>Bob \"B\"; Muller: | [2020-01-01]</NAME>")
                .contains("<MEMO>bob; reversal of 01926b3e-7a00-7000-8000-000000000fff; \"quoted\" 'text' \\ back")
                .contains("<MEMO>fund; levy; category food-and-drink; ")
                .contains("<MEMO>bob; recorded by an office; category food-and-drink; ; Equity:Fake 100.00 CRED</MEMO>")
                .contains("? avocado ")
                .contains("<MKTGINFO>Amounts are in CRED (");
    }

    @Test
    void theLargestAmountIsWrittenToItsLastDigit() {
        Amount most = Amount.LARGEST.minus(Amount.ofMinorUnits(5_000));
        SampleStatement sample = SampleStatement.of("CRED", 4, Optional.empty(), most, List.of("a"));

        assertThat(sample.textIn(FORMAT)).contains("<BALAMT>99999999999999.3999</BALAMT>");
    }

    @Test
    void aStatementWithoutEntriesIsReadToo() throws Exception {
        BankStatementResponse read = read(SampleStatement.empty("CRED", 2).in(FORMAT));

        assertThat(read.getTransactionList().getTransactions()).isNullOrEmpty();
        assertThat(read.getLedgerBalance().getAmount()).isZero();
    }
}
