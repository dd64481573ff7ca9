package org.tallystick.bankfile;

import static org.tallystick.bankfile.Mt940Entry.END_OF_LINE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.DatedStatementWriter;
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementHead;

/**
 * A statement in as many messages as it needs: SWIFT has room for 2,000 characters in one. They have one number and count on
 * ({@code :28C:26365/2}), and what is carried from one to the next stands at the foot of the one and the head of the other.
 */
final class Mt940Statement extends DatedStatementWriter {
    private static final int MESSAGE = 2_000;
    private static final int MOST_MESSAGES = 99_999;

    /** The longest entry has 510 characters, and what stands around them 150: a message has three at least. */
    private static final long FEWEST_IN_A_MESSAGE = 3;

    static final long MOST_ENTRIES = MOST_MESSAGES * FEWEST_IN_A_MESSAGE;

    private final OutputStream out;
    private final StringBuilder message = new StringBuilder(MESSAGE);
    private int number = 1;
    private Amount balance = Amount.ZERO;
    private LocalDate day = LocalDate.EPOCH;

    Mt940Statement(OutputStream out) {
        this.out = out;
    }

    @Override
    protected void open(LocalDate firstDay) {
        balance = head().openingBalance();
        day = firstDay;
        begin("F");
    }

    /** @param kind F for the first and the last balance of the statement, M for one between */
    private void begin(String kind) {
        StatementHead head = head();
        // The reference of the statement: the end of the account's id, which is as good as any.
        message.append(":20:")
                .append(BankIds.hex(head.account().id().value()).substring(16))
                .append(END_OF_LINE);
        message.append(":25:").append(BankIds.accountInHex(head.account(), 35)).append(END_OF_LINE);
        // The statement's number: the last two digits of the year, and the day in it.
        message.append(String.format(
                Locale.ROOT,
                ":28C:%02d%03d/%d",
                lastDay().getYear() % 100,
                lastDay().getDayOfYear(),
                number));
        message.append(END_OF_LINE);
        balance(":60" + kind + ":");
    }

    private void balance(String field) {
        message.append(field)
                .append(balance.isNegative() ? 'D' : 'C')
                .append(Mt940Entry.day(day))
                .append(BankIds.currency(head().account().currency()))
                .append(Mt940Entry.amount(balance, head()))
                .append(END_OF_LINE);
    }

    @Override
    protected void write(StatementEntry entry) throws IOException {
        String text = Mt940Entry.of(entry, head());
        if (message.length() + text.length() + closingLength() > MESSAGE) {
            end("M");
            number++;
            begin("M");
        }
        message.append(text);
        balance = entry.balanceAfter();
        day = entry.bookingDate();
    }

    /** Of a closing balance at its longest, and the end of the message. */
    private static int closingLength() {
        return ":62M:C260101XXX".length() + 15 + 2 * END_OF_LINE.length() + 1;
    }

    private void end(String kind) throws IOException {
        balance(":62" + kind + ":");
        message.append('-').append(END_OF_LINE);
        out.write(message.toString().getBytes(StandardCharsets.US_ASCII));
        message.setLength(0);
    }

    @Override
    protected void close() throws IOException {
        balance = head().closingBalance();
        day = lastDay();
        end("F");
        out.flush();
    }
}
