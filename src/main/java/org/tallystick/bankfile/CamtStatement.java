package org.tallystick.bankfile;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.DatedStatementWriter;
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementHead;

/**
 * One statement in one message. Totals stand before the entries, so how many came in and how many went out is not said apart. A
 * reversal is marked as one; payer and payee are those of the entry itself.
 */
final class CamtStatement extends DatedStatementWriter {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final XmlOut xml;
    private String currency = BankIds.NO_CURRENCY;

    CamtStatement(XmlOut xml) {
        this.xml = xml;
    }

    @Override
    protected void open(LocalDate firstDay) throws IOException {
        StatementHead head = head();
        currency = BankIds.currency(head.account().currency());
        // 34 of 35 characters: the time in milliseconds, and the last half of the account's id.
        String id = STAMP.format(head.writtenAt()) + "-"
                + BankIds.hex(head.account().id().value()).substring(16);
        xml.declaration().open("Document").namespace(NAMESPACE);
        xml.open("BkToCstmrStmt", "GrpHdr").leaf("MsgId", id).leaf("CreDtTm", time(head.writtenAt()));
        xml.close(1).open("Stmt").leaf("Id", id).leaf("CreDtTm", time(head.writtenAt()));
        period(head, firstDay);
        account(head);
        balance("OPBD", head.openingBalance(), firstDay);
        balance("CLBD", head.closingBalance(), lastDay());
        summary(head);
    }

    private void period(StatementHead head, LocalDate firstDay) throws IOException {
        if (head.from().isPresent()) {
            Instant end =
                    lastDay().plusDays(1).atStartOfDay(head.zone()).toInstant().minusMillis(1);
            Instant last = head.asOf().filter(asOf -> asOf.isBefore(end)).orElse(end);
            Instant first = firstDay.atStartOfDay(head.zone()).toInstant();
            xml.open("FrToDt").leaf("FrDtTm", time(first)).leaf("ToDtTm", time(last));
            xml.close(1);
        }
    }

    private void account(StatementHead head) throws IOException {
        xml.open("Acct");
        id(BankIds.accountInHex(head.account(), 34));
        xml.leaf("Ccy", currency).leaf("Nm", BankText.xml(head.names().holder(), 70));
        xml.open("Prxy").leaf("Id", head.account().address()).close(1);
        xml.open("Ownr").leaf("Nm", BankText.xml(head.names().holder(), 140)).close(1);
        xml.open("Svcr", "FinInstnId").leaf("Nm", BankText.xml(head.names().community(), 140));
        xml.close(3);
    }

    private void id(String id) throws IOException {
        xml.open("Id", "Othr").leaf("Id", id).close(2);
    }

    private void balance(String code, Amount balance, LocalDate day) throws IOException {
        xml.open("Bal", "Tp", "CdOrPrtry").leaf("Cd", code).close(2);
        amount(balance);
        xml.open("Dt").leaf("Dt", day.toString()).close(2);
    }

    /** Without a sign, which stands beside it. */
    private void amount(Amount amount) throws IOException {
        xml.open("Amt").attribute("Ccy", currency).text(unsigned(amount)).close(1);
        xml.leaf("CdtDbtInd", indicator(amount));
    }

    private String unsigned(Amount amount) {
        return head().format(amount.isNegative() ? amount.negated() : amount);
    }

    private static String indicator(Amount amount) {
        return amount.isNegative() ? "DBIT" : "CRDT";
    }

    private void summary(StatementHead head) throws IOException {
        Amount net = head.closingBalance().minus(head.openingBalance());
        xml.open("TxsSummry", "TtlNtries").leaf("NbOfNtries", Long.toString(head.entries()));
        xml.open("TtlNetNtry").leaf("Amt", unsigned(net)).leaf("CdtDbtInd", indicator(net));
        xml.close(2)
                .open("TtlCdtNtries")
                .leaf("Sum", head.format(head.totalIn()))
                .close(1);
        xml.open("TtlDbtNtries").leaf("Sum", head.format(head.totalOut())).close(2);
    }

    @Override
    protected void write(StatementEntry entry) throws IOException {
        xml.open("Ntry").leaf("NtryRef", Long.toString(entry.entryNo()));
        amount(entry.amount());
        if (entry.reverses().isPresent()) {
            xml.leaf("RvslInd", "true");
        }
        xml.open("Sts").leaf("Cd", "BOOK").close(1);
        xml.open("BookgDt").leaf("Dt", entry.bookingDate().toString()).close(1);
        xml.open("ValDt").leaf("Dt", entry.valueDate().toString()).close(1);
        xml.leaf("AcctSvcrRef", BankIds.entry(entry.tradeId(), entry.entryNo()));
        xml.open("BkTxCd", "Prtry")
                .leaf("Cd", code(entry))
                .leaf("Issr", "Tallystick")
                .close(2);
        details(entry);
        String marks = String.join("; ", Marks.of(entry));
        if (!marks.isEmpty()) {
            xml.leaf("AddtlNtryInf", BankText.xml(marks, 500));
        }
        xml.close(1);
    }

    private static String code(StatementEntry entry) {
        return entry.levy() ? "LEVY" : entry.reverses().isPresent() ? "REVERSAL" : "TRADE";
    }

    private void details(StatementEntry entry) throws IOException {
        xml.open("NtryDtls", "TxDtls", "Refs").leaf("AcctSvcrRef", BankIds.hex(entry.tradeId()));
        xml.leaf("EndToEndId", BankIds.hex(entry.tradeId())).close(1);
        amount(entry.amount());
        boolean pays = entry.amount().isNegative();
        xml.open("RltdPties");
        party("Dbtr", entry, !pays);
        party("Cdtr", entry, pays);
        xml.close(1);
        if (!entry.description().isBlank()) {
            xml.open("RmtInf");
            for (String rest = BankText.xml(entry.description(), Integer.MAX_VALUE); !rest.isEmpty(); ) {
                String line = BankText.xml(rest, 140);
                xml.leaf("Ustrd", line);
                rest = rest.substring(line.length());
            }
            xml.close(1);
        }
        xml.open("RltdDts").leaf("TxDtTm", time(entry.bookedAt())).close(3);
    }

    private void party(String role, StatementEntry entry, boolean isOther) throws IOException {
        String name = isOther ? entry.counterpartyName() : head().names().holder();
        xml.open(role, "Pty").leaf("Nm", BankText.xml(name, 140)).close(2);
        xml.open(role + "Acct");
        id(BankIds.accountInHex(isOther ? entry.counterparty() : head().account(), 34));
        xml.close(1);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @Override
    protected void close() throws IOException {
        StatementHead head = head();
        String asOf = head.asOf().map(instant -> ", as of " + instant).orElse("");
        xml.leaf(
                "AddtlStmtInf",
                BankText.xml(
                        "Amounts are in " + head.account().currency().code() + " ("
                                + head.names().currency() + ") of "
                                + head.names().slug() + "; days are those of "
                                + head.zone() + asOf,
                        500));
        xml.close(3).end();
    }
}
