package org.tallystick.statement;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.spreadsheet.SheetColumn;
import org.tallystick.spreadsheet.TableBook;

/** A statement as a workbook: whose it is and its balances in four lines, then its entries, then what they add up to. */
final class XlsxStatement implements StatementWriter {
    private static final int AMOUNT = 9;
    private static final int BALANCE = 10;

    private final OutputStream out;
    private Optional<Begun> begun = Optional.empty();

    XlsxStatement(OutputStream out) {
        this.out = out;
    }

    private record Begun(StatementHead head, TableBook book) {}

    private static List<SheetColumn> columns(StatementHead head) {
        return List.of(
                new SheetColumn("Entry", 14),
                new SheetColumn("Booked at (" + head.zone() + ")", 20),
                new SheetColumn("Booking date", 14),
                new SheetColumn("Value date", 14),
                new SheetColumn("Counterparty", 18),
                new SheetColumn("Name", 28),
                new SheetColumn("Description", 48),
                new SheetColumn("Category", 14),
                new SheetColumn("Marks", 22),
                new SheetColumn("Amount", 18),
                new SheetColumn("Balance after", 18),
                new SheetColumn("Trade", 38),
                new SheetColumn("Reverses", 38));
    }

    @Override
    public void begin(StatementHead head) throws IOException {
        TableBook book = new TableBook(
                out, "Statement", columns(head), head.account().currency().scale(), head.zone());
        begun = Optional.of(new Begun(head, book));
        book.strong();
        book.text(
                0, head.names().community() + ": statement of " + head.account().address());
        book.endRow();
        book.text(0, "Account");
        book.text(1, head.account().address());
        book.text(2, "Holder");
        book.text(3, head.names().holder());
        book.text(
                6,
                head.names().currency() + " ("
                        + head.account().currency().code().value() + ")");
        book.endRow();
        period(book, head);
        book.text(0, "Opening balance");
        book.amount(1, head.openingBalance());
        book.text(2, "In");
        book.amount(3, head.totalIn());
        book.text(4, "Out");
        book.amount(5, head.totalOut());
        book.text(8, "Closing balance");
        book.amount(AMOUNT, head.closingBalance());
        book.endRow();
        book.header();
    }

    private static void period(TableBook book, StatementHead head) throws IOException {
        book.text(0, "From");
        head.from().ifPresentOrElse(from -> book.date(1, from), () -> book.text(1, "the first entry"));
        book.text(2, "To");
        book.date(3, head.to());
        if (head.asOf().isPresent()) {
            book.text(4, "As it stood at");
            book.instant(5, head.asOf().get());
        }
        book.text(8, "Made at");
        book.instant(AMOUNT, head.writtenAt());
        book.endRow();
    }

    @Override
    public void entry(StatementEntry entry) throws IOException {
        TableBook book = begun.orElseThrow().book();
        book.integer(0, entry.entryNo());
        book.instant(1, entry.bookedAt());
        book.date(2, entry.bookingDate());
        book.date(3, entry.valueDate());
        book.text(4, entry.counterparty().address() + others(entry));
        book.text(5, entry.counterpartyName());
        book.text(6, entry.description());
        book.text(7, entry.category().orElse(""));
        book.text(8, marks(entry));
        book.amount(AMOUNT, entry.amount());
        book.amount(BALANCE, entry.balanceAfter());
        book.text(11, entry.tradeId().toString());
        book.text(12, entry.reverses().map(UUID::toString).orElse(""));
        book.endRow();
    }

    private static String others(StatementEntry entry) {
        return switch (entry.others()) {
            case 0 -> "";
            case 1 -> " and 1 other";
            default -> " and " + entry.others() + " others";
        };
    }

    private static String marks(StatementEntry entry) {
        StringBuilder marks = new StringBuilder();
        mark(marks, entry.levy(), "levy");
        mark(marks, entry.reverses().isPresent(), "reversal");
        mark(marks, entry.mediated(), "mediated");
        return marks.toString();
    }

    private static void mark(StringBuilder marks, boolean has, String mark) {
        if (has) {
            marks.append(marks.isEmpty() ? "" : ", ").append(mark);
        }
    }

    /** Of the period, and so of the entries: they are all there. */
    @Override
    public void end(Optional<String> nextCursor) throws IOException {
        StatementHead head = begun.orElseThrow().head();
        TableBook book = begun.orElseThrow().book();
        book.strong();
        book.text(0, "Total");
        book.amount(AMOUNT, head.totalIn().minus(head.totalOut()));
        book.amount(BALANCE, head.closingBalance());
        book.endRow();
        book.finish();
        out.flush();
    }
}
