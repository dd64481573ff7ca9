package org.tallystick.bankfile;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.statement.DatedStatementWriter;
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementHead;

/**
 * A bank statement of OFX. The file says UTF-8 and keeps to ASCII, which every reader takes. What is available is no part of a
 * statement and is left out.
 */
final class OfxStatement extends DatedStatementWriter {
    private final XmlOut xml;

    OfxStatement(XmlOut xml) {
        this.xml = xml;
    }

    @Override
    protected void open(LocalDate firstDay) throws IOException {
        StatementHead head = head();
        xml.declaration()
                .instruction(
                        "OFX",
                        "OFXHEADER=\"200\" VERSION=\"211\" SECURITY=\"NONE\" OLDFILEUID=\"NONE\" NEWFILEUID=\"NONE\"");
        xml.open("OFX", "SIGNONMSGSRSV1", "SONRS");
        status();
        xml.leaf("DTSERVER", time(head.writtenAt())).leaf("LANGUAGE", "ENG").close(2);
        xml.open("BANKMSGSRSV1", "STMTTRNRS").leaf("TRNUID", "0");
        status();
        xml.open("STMTRS").leaf("CURDEF", BankIds.currency(head.account().currency()));
        xml.open("BANKACCTFROM")
                .leaf("BANKID", bankId(head.names().slug()))
                .leaf("ACCTID", BankIds.account(head.account(), 22))
                .leaf("ACCTTYPE", "CHECKING")
                .close(1);
        xml.open("BANKTRANLIST").leaf("DTSTART", time(start(firstDay)));
        xml.leaf("DTEND", time(end()));
    }

    /** Nine characters: a longer slug gives its beginning and six digits that stand for all of it. */
    private static String bankId(String slug) {
        return slug.length() <= 9
                ? slug
                : slug.substring(0, 3) + String.format(Locale.ROOT, "%06x", slug.hashCode() & 0xFF_FFFF);
    }

    private void status() throws IOException {
        xml.open("STATUS").leaf("CODE", "0").leaf("SEVERITY", "INFO").close(1);
    }

    private String time(Instant instant) {
        return OfxTime.of(instant, head().zone());
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(head().zone()).toInstant();
    }

    /** The last millisecond of the period. */
    private Instant end() {
        Instant dayAfter = start(lastDay().plusDays(1)).minusMillis(1);
        return head().asOf().filter(asOf -> asOf.isBefore(dayAfter)).orElse(dayAfter);
    }

    @Override
    protected void write(StatementEntry entry) throws IOException {
        xml.open("STMTTRN").leaf("TRNTYPE", entry.amount().isNegative() ? "DEBIT" : "CREDIT");
        xml.leaf("DTPOSTED", time(entry.bookedAt()));
        if (!entry.valueDate().equals(entry.bookingDate())) {
            xml.leaf("DTAVAIL", time(start(entry.valueDate())));
        }
        xml.leaf("TRNAMT", head().format(entry.amount()));
        xml.leaf("FITID", BankIds.hex(entry.tradeId()) + "-" + entry.entryNo());
        xml.leaf("NAME", BankText.cut(orDash(BankText.ascii(entry.counterpartyName())), 32));
        xml.leaf("MEMO", BankText.cut(memo(entry), 255)).close(1);
    }

    /** The marks first, for they are short. */
    private static String memo(StatementEntry entry) {
        List<String> marks = Marks.of(entry);
        String address = entry.counterparty().address();
        return Stream.of(Stream.of(address), marks.stream(), Stream.of(BankText.ascii(entry.description())))
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    @Override
    protected void close() throws IOException {
        StatementHead head = head();
        xml.close(1).open("LEDGERBAL").leaf("BALAMT", head.format(head.closingBalance()));
        xml.leaf("DTASOF", time(end())).close(1);
        xml.leaf(
                "MKTGINFO",
                BankText.cut(
                        "Amounts are in " + head.account().currency().code() + " ("
                                + BankText.ascii(head.names().currency()) + "), "
                                + head.account().address() + " of "
                                + head.names().slug(),
                        360));
        xml.close(4).end();
    }
}
