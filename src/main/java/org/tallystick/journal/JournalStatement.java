package org.tallystick.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.journal.JournalTransaction.Marks;
import org.tallystick.journal.JournalTransaction.Posting;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.DatedStatementWriter;
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementHead;

/** A statement as a journal: a transaction an entry, and the balance for the reader to compare. */
final class JournalStatement extends DatedStatementWriter {
    private final JournalDialect dialect;
    private final OutputStream out;
    private Optional<JournalWriter> writer = Optional.empty();
    private Optional<JournalAccount> account = Optional.empty();
    private Optional<LocalDate> day = Optional.empty();
    private Amount balance = Amount.ZERO;

    JournalStatement(JournalDialect dialect, OutputStream out) {
        this.dialect = dialect;
        this.out = out;
    }

    @Override
    protected void open(LocalDate firstDay) throws IOException {
        StatementHead head = head();
        JournalWriter journal = dialect.writer(head.account().currency(), out);
        JournalAccount held = JournalAccount.held(head.account(), head.names().slug());
        writer = Optional.of(journal);
        account = Optional.of(held);
        balance = head.openingBalance();
        journal.head(new JournalHead(title(head), lines(head)), firstDay);
        journal.account(held, firstDay, head.names().holder());
        for (Map.Entry<JournalAccount, String> counter : CounterAccounts.all().entrySet()) {
            journal.account(counter.getKey(), firstDay, counter.getValue());
        }
        if (!balance.isZero()) {
            journal.transaction(new JournalTransaction(
                    firstDay,
                    firstDay,
                    Optional.empty(),
                    "",
                    "opening balance",
                    Marks.NONE,
                    postings(balance, balance, CounterAccounts.OPENING)));
        }
    }

    private static String title(StatementHead head) {
        return head.names().community() + ", " + head.account().address();
    }

    private static List<String> lines(StatementHead head) {
        List<String> lines = new ArrayList<>();
        lines.add("Statement of " + head.account().address() + " ("
                + head.names().holder() + "), "
                + head.names().community() + ", in " + head.account().currency().code() + " ("
                + head.names().currency() + ")");
        lines.add(head.from().map(from -> "From " + from + " to ").orElse("To ") + head.to()
                + " by booking date, days of " + head.zone()
                + head.asOf().map(instant -> ", as of " + instant).orElse(""));
        return lines;
    }

    @Override
    protected void write(StatementEntry entry) throws IOException {
        if (!entry.bookingDate().equals(day.orElse(entry.bookingDate()))) {
            compare(day.orElseThrow());
        }
        day = Optional.of(entry.bookingDate());
        balance = entry.balanceAfter();
        String others = entry.others() > 0 ? " and " + entry.others() + " more" : "";
        writer().transaction(new JournalTransaction(
                entry.bookingDate(),
                entry.valueDate(),
                Optional.of(entry.tradeId()),
                entry.counterpartyName() + others,
                entry.description(),
                new Marks(
                        Optional.of(entry.counterparty().address()),
                        Optional.of(entry.entryNo()),
                        entry.category(),
                        entry.reverses(),
                        entry.mediated(),
                        entry.levy()),
                postings(entry.amount(), entry.balanceAfter(), CounterAccounts.of(entry))));
    }

    private List<Posting> postings(Amount amount, Amount after, JournalAccount counter) {
        return List.of(
                new Posting(account.orElseThrow(), amount, Optional.of(after), Optional.empty(), false),
                Posting.of(counter, amount.negated()));
    }

    private void compare(LocalDate endOfDay) throws IOException {
        if (!writer().comparesPostings()) {
            writer().balance(endOfDay, account.orElseThrow(), balance);
        }
    }

    private JournalWriter writer() {
        return writer.orElseThrow();
    }

    @Override
    protected void close() throws IOException {
        compare(lastDay());
        writer().flush();
    }
}
