package org.tallystick.bankfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.dic.AccountStatement9;
import com.prowidesoftware.swift.model.mx.dic.CashBalance8;
import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.EntryTransaction10;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.StatementEntry;
import org.tallystick.testing.SampleStatement;

class CamtStatementTest {
    private static final CamtFormat FORMAT = new CamtFormat();

    @ParameterizedTest
    @CsvSource({"CRED, 2, XXX", "CR1, 0, XXX", "HRS, 4, HRS"})
    void itIsOfTheSchemaAndProwideReadsEveryEntryOfIt(String code, int scale, String currency) {
        SampleStatement sample = SampleStatement.hostile(code, scale);
        String xml = sample.textIn(FORMAT);

        assertThat(CamtSchema.violations(xml)).isEmpty();
        AccountStatement9 statement = statement(xml);
        assertThat(statement.getNtry()).hasSameSizeAs(sample.entries());
        BigDecimal balance = signed(statement.getBal().get(0));
        assertThat(balance)
                .isEqualByComparingTo(sample.head().format(sample.head().openingBalance()));
        for (int i = 0; i < sample.entries().size(); i++) {
            ReportEntry10 read = statement.getNtry().get(i);
            assertEntry(read, sample.entries().get(i), scale);
            assertThat(read.getAmt().getCcy()).isEqualTo(currency);
            balance = balance.add(signed(read));
        }
        assertThat(signed(statement.getBal().get(1))).isEqualByComparingTo(balance);
        assertThat(statement.getTxsSummry().getTtlCdtNtries().getSum())
                .isEqualByComparingTo(sample.head().format(sample.head().totalIn()));
        assertThat(statement.getTxsSummry().getTtlDbtNtries().getSum())
                .isEqualByComparingTo(sample.head().format(sample.head().totalOut()));
        assertThat(statement.getTxsSummry().getTtlNtries().getNbOfNtries()).isEqualTo("20");
        assertThat(statement.getAddtlStmtInf()).startsWith("Amounts are in " + code + " (");
    }

    private static void assertEntry(ReportEntry10 read, StatementEntry entry, int scale) {
        assertThat(signed(read)).isEqualByComparingTo(entry.amount().format(scale));
        assertThat(read.getNtryRef()).isEqualTo(Long.toString(entry.entryNo()));
        assertThat(read.getBookgDt().getDt()).isEqualTo(entry.bookingDate());
        assertThat(read.getValDt().getDt()).isEqualTo(entry.valueDate());
        assertThat(read.isRvslInd()).isEqualTo(entry.reverses().isPresent() ? Boolean.TRUE : null);
        EntryTransaction10 details = read.getNtryDtls().get(0).getTxDtls().get(0);
        String other = entry.amount().isNegative()
                ? details.getRltdPties().getCdtr().getPty().getNm()
                : details.getRltdPties().getDbtr().getPty().getNm();
        assertThat(other).isEqualTo(entry.counterpartyName());
        String text = details.getRmtInf() == null
                ? ""
                : String.join("", details.getRmtInf().getUstrd());
        assertThat(text).isEqualTo(entry.description().replace("\r\n", "\n").replace("\r", "\n"));
    }

    /** A payment and its levy are of one trade. */
    @Test
    void theReferenceOfAnEntryIsItsOwnAndTheTradeStandsInItsDetails() {
        SampleStatement sample = SampleStatement.hostile("CRED", 2);
        List<StatementEntry> entries = sample.entries();
        StatementEntry payment = entries.get(0);
        StatementEntry levy = ofTrade(entries.get(4), payment.tradeId());
        SampleStatement ofOneTrade = new SampleStatement(sample.head(), List.of(payment, levy));

        List<ReportEntry10> read = statement(ofOneTrade.textIn(FORMAT)).getNtry();
        assertThat(read.get(0).getAcctSvcrRef()).isNotEqualTo(read.get(1).getAcctSvcrRef());
        assertThat(read).allSatisfy(entry -> {
            assertThat(entry.getAcctSvcrRef()).hasSizeLessThanOrEqualTo(35).endsWith("-" + entry.getNtryRef());
            assertThat(entry.getNtryDtls().get(0).getTxDtls().get(0).getRefs().getAcctSvcrRef())
                    .isEqualTo(BankIds.hex(payment.tradeId()));
        });
        assertThat(BankIds.entry(payment.tradeId(), 999_999_999_999L)).hasSize(35);
    }

    private static StatementEntry ofTrade(StatementEntry entry, UUID trade) {
        return new StatementEntry(
                entry.entryNo(),
                entry.bookedAt(),
                entry.bookingDate(),
                entry.valueDate(),
                trade,
                entry.counterparty(),
                entry.counterpartyName(),
                entry.description(),
                entry.amount(),
                entry.balanceAfter(),
                entry.reverses(),
                entry.mediated(),
                entry.category(),
                entry.levy(),
                entry.others());
    }

    private static AccountStatement9 statement(String xml) {
        return MxCamt05300108.parse(xml).getBkToCstmrStmt().getStmt().get(0);
    }

    private static BigDecimal signed(ReportEntry10 entry) {
        return signed(entry.getAmt().getValue(), entry.getCdtDbtInd());
    }

    private static BigDecimal signed(CashBalance8 balance) {
        return signed(balance.getAmt().getValue(), balance.getCdtDbtInd());
    }

    private static BigDecimal signed(BigDecimal amount, CreditDebitCode sign) {
        return sign == CreditDebitCode.DBIT ? amount.negate() : amount;
    }

    @Test
    void aStatementWithoutEntriesIsOfTheSchemaToo() {
        String xml = SampleStatement.empty("CRED", 2).textIn(FORMAT);

        assertThat(CamtSchema.violations(xml)).isEmpty();
        assertThat(statement(xml).getNtry()).isEmpty();
        assertThat(signed(statement(xml).getBal().get(1))).isZero();
    }

    /** It is made on the first of April, when Lisbon's clocks are an hour before those of Greenwich. */
    @Test
    void aBalanceIsDatedToTheDayOfTheMakingAtTheLatest() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        SampleStatement sample = SampleStatement.hostile("CRED", 2).of(Optional.of(LocalDate.of(2026, 1, 1)), last);
        String xml = sample.textIn(FORMAT);

        assertThat(CamtSchema.violations(xml)).isEmpty();
        assertThat(statement(xml).getBal().get(1).getDt().getDt()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(xml).contains("<ToDtTm>2026-04-01T22:59:59.999Z</ToDtTm>");
        assertThat(CamtSchema.violations(SampleStatement.empty("CRED", 2)
                        .of(Optional.of(last), last)
                        .textIn(FORMAT)))
                .isEmpty();
    }

    @Test
    void theSchemaFindsWhatIsWrong() {
        String xml = SampleStatement.hostile("CRED", 2).textIn(FORMAT);

        assertThat(CamtSchema.violations(xml.replace("Ccy=\"XXX\"", "Ccy=\"CRED\"")))
                .isNotEmpty();
        assertThat(CamtSchema.violations(xml.replaceFirst("<MsgId>", "<MsgId>12")))
                .isNotEmpty();
        assertThat(CamtSchema.violations(xml.replaceAll("(?s)<Bal>.*</Bal>", "")))
                .isNotEmpty();
    }

    @Test
    void amountsOfEighteenDigitsAreWrittenAndOfNineteenRefused() {
        Amount eighteen = Amount.ofMinorUnits(999_999_999_999_000_000L);
        SampleStatement fits = SampleStatement.of("CRED", 2, Optional.empty(), eighteen, List.of("a", "b"));
        SampleStatement tooMuch = SampleStatement.of(
                "CRED", 2, Optional.empty(), Amount.ofMinorUnits(999_999_999_999_999_999L), List.of("a", "b"));

        assertThat(FORMAT.lacking(fits.head())).isEmpty();
        assertThat(CamtSchema.violations(fits.textIn(FORMAT))).isEmpty();
        assertThat(fits.textIn(FORMAT)).contains(">9999999999990000.00</Amt>");
        assertThat(FORMAT.lacking(tooMuch.head()).orElseThrow()).contains("18 digits");
    }
}
