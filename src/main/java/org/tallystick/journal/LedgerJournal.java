package org.tallystick.journal;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tallystick.journal.JournalTransaction.Marks;
import org.tallystick.journal.JournalTransaction.Posting;
import org.tallystick.journal.JournalTransaction.Tag;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;

/**
 * Journals as hledger and ledger both read them: they differ in how currencies and accounts are declared alone. A value date that is
 * another day stands as the secondary one, the trade's id as the code.
 */
final class LedgerJournal implements JournalWriter {
    private final JournalDialect dialect;
    private final Currency currency;
    private final String commodity;
    private final Writer out;

    LedgerJournal(JournalDialect dialect, Currency currency, Writer out) {
        this.dialect = dialect;
        this.currency = currency;
        String code = currency.code().value();
        this.commodity = code.chars().allMatch(Character::isLetter) ? code : "\"" + code + "\"";
        this.out = out;
    }

    @Override
    public void head(JournalHead head, LocalDate firstDay) throws IOException {
        line("; " + JournalText.oneLine(head.title()));
        for (String line : head.lines()) {
            line("; " + JournalText.oneLine(line));
        }
        line("");
        // A thousand shows how many digits there are: hledger wants a point even where no digit follows it.
        String thousand = Amount.ofMinorUnits(1_000L * power(currency.scale())).format(currency.scale());
        if (dialect == JournalDialect.HLEDGER) {
            line("decimal-mark .");
            line("commodity " + thousand + (currency.scale() == 0 ? "." : "") + " " + commodity);
        } else {
            line("commodity " + commodity);
            line("    note " + JournalText.comment(currency.name()));
            line("    format " + thousand + " " + commodity);
        }
        for (String tag : Marks.NAMES) {
            line("tag " + tag);
        }
        line("");
    }

    private static long power(int scale) {
        long power = 1;
        for (int i = 0; i < scale; i++) {
            power *= 10;
        }
        return power;
    }

    @Override
    public void account(JournalAccount account, LocalDate firstDay, String name) throws IOException {
        line("account " + name(account));
        line((dialect == JournalDialect.HLEDGER ? "    ; " : "    note ") + JournalText.comment(name));
    }

    @Override
    public void transaction(JournalTransaction transaction) throws IOException {
        String valueDate = transaction.valueDate().equals(transaction.date()) ? "" : "=" + transaction.valueDate();
        String code = transaction.trade().map(trade -> " (" + trade + ")").orElse("");
        line("");
        line(transaction.date() + valueDate + " *" + code + " " + description(transaction));
        for (Tag tag : transaction.marks().tags()) {
            line("    ; " + tag.name() + ": " + tag.value());
        }
        for (Posting posting : transaction.postings()) {
            posting(posting);
        }
    }

    private static String description(JournalTransaction transaction) {
        String payee = JournalText.description(transaction.payee());
        String note = JournalText.description(transaction.note());
        if (payee.isEmpty() || note.isEmpty()) {
            String text = payee + note;
            return text.isEmpty() ? "-" : text;
        }
        return payee + " | " + note;
    }

    private void posting(Posting posting) throws IOException {
        line("    " + name(posting.account()) + "  " + amount(posting.amount())
                + posting.balanceAfter().map(balance -> " = " + amount(balance)).orElse("")
                + posting.entryNo().map(number -> "  ; entry: " + number).orElse(""));
        if (posting.levy()) {
            line("        ; levy: yes");
        }
    }

    @Override
    public void balance(LocalDate day, JournalAccount account, Amount balance) throws IOException {
        Posting nothing = new Posting(account, Amount.ZERO, Optional.of(balance), Optional.empty(), false);
        transaction(new JournalTransaction(day, day, Optional.empty(), "", "balance", Marks.NONE, List.of(nothing)));
    }

    @Override
    public boolean comparesPostings() {
        return true;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private static String name(JournalAccount account) {
        return String.join(":", account.parts());
    }

    private String amount(Amount amount) {
        return amount.format(currency.scale()) + " " + commodity;
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
