package org.tallystick.bankfile;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementHead;

/** What MT940 says of an entry: a line of fixed form (field 61), and up to six of text (field 86). */
final class Mt940Entry {
    static final String END_OF_LINE = "\r\n";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("MMdd", Locale.ROOT);
    private static final int LINES = 6;
    private static final int LINE = 65;

    private Mt940Entry() {}

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** With a comma, which is there without digits behind it too, and without a sign. */
    static String amount(Amount amount, StatementHead head) {
        String text = head.format(amount.isNegative() ? amount.negated() : amount);
        return text.indexOf('.') < 0 ? text + "," : text.replace('.', ',');
    }

    static String of(StatementEntry entry, StatementHead head) {
        boolean pays = entry.amount().isNegative();
        // A reversal of a credit is a debit, and the other way about.
        String mark = entry.reverses().isPresent() ? (pays ? "RC" : "RD") : (pays ? "D" : "C");
        String reference = Long.toString(entry.entryNo());
        return ":61:" + day(entry.valueDate()) + DAY_OF_YEAR.format(entry.bookingDate()) + mark
                + amount(entry.amount(), head) + (entry.levy() ? "NCHG" : "NTRF") + reference + "//"
                + BankIds.hex(entry.tradeId()).substring(16) + END_OF_LINE
                + ":86:" + String.join(END_OF_LINE, lines(text(entry))) + END_OF_LINE;
    }

    /** Parts in the manner of the structured field 86: who, by which trade, what else, and what for. */
    private static String text(StatementEntry entry) {
        List<String> parts = new ArrayList<>();
        parts.add("/NAME/" + BankText.cut(words(entry.counterpartyName()), 70));
        parts.add("/ACCT/" + entry.counterparty().address());
        parts.add("/TRID/" + BankIds.hex(entry.tradeId()));
        if (entry.valueDate().getYear() != entry.bookingDate().getYear()) {
            parts.add("/BOOK/" + entry.bookingDate());
        }
        String marks = String.join(", ", Marks.of(entry));
        if (!marks.isEmpty()) {
            parts.add("/MARK/" + marks);
        }
        String description = words(entry.description());
        if (!description.isEmpty()) {
            parts.add("/REMI/" + description);
        }
        return parts.stream().collect(Collectors.joining());
    }

    /** A stroke parts the parts: together with what stands before or behind it, any that people wrote might begin one. */
    private static String words(String text) {
        return BankText.swift(text).replace('/', '.');
    }

    /** A line that began like a field, or like the end of the message, begins with a space. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < text.length() && lines.size() < LINES; ) {
            char first = text.charAt(at);
            String indent = !lines.isEmpty() && (first == ':' || first == '-') ? " " : "";
            int end = Math.min(text.length(), at + LINE - indent.length());
            String line = indent + text.substring(at, end);
            boolean cut = end < text.length() && lines.size() == LINES - 1;
            lines.add(cut ? line.substring(0, LINE - 3) + "..." : line);
            at = end;
        }
        return lines;
    }
}
