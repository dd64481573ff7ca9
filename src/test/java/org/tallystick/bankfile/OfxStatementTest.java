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
