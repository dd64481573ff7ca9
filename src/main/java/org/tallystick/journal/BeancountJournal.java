package org.tallystick.journal;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.journal.JournalTransaction.Posting;
import org.tallystick.journal.JournalTransaction.Tag;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;

/**
 * Journals as beancount reads them (version 2 and 3): accounts are opened, each part of their names begins with a capital or a digit,
 * balances are compared to the last digit. A trade is a link, and a reversal has that of its original too.
 */
final class BeancountJournal implements JournalWriter {
    /** Words of the language, which no currency may be called. */
    private static final Set<String> RESERVED = Set.of("TRUE", "FALSE", "NULL");

    private final Currency currency;
    private final String commodity;
    private final Writer out;

    BeancountJournal(Currency currency, Writer out) {
        this.currency = currency;
        String code = currency.code().value();
        this.commodity = RESERVED.contains(code) ? code + "-C" : code;
        this.out = out;
    }

    @Override
    public void head(JournalHead head, LocalDate firstDay) throws IOException {
        for (String line : head.lines()) {
            line("; " + JournalText.oneLine(line));
        }
        line("option \"title\" " + JournalText.quoted(head.title()));
        line("option \"operating_currency\" \"" + commodity + "\"");
        line("");
        line(firstDay + " commodity " + commodity);
        line("  name: " + JournalText.quoted(currency.name()));
        line("  scale: " + currency.scale());
        line("");
    }

    @Override
    public void account(JournalAccount account, LocalDate firstDay, String name) throws IOException {
        line(firstDay + " open " + name(account) + " " + commodity);
        line("  name: " + JournalText.quoted(name));
    }

    @Override
    public void transaction(JournalTransaction transaction) throws IOException {
        line("");
        line(transaction.date() + " * "
                + (transaction.payee().isEmpty() ? "" : JournalText.quoted(transaction.payee()) + " ")
                + JournalText.quoted(transaction.note()) + links(transaction));
        if (!transaction.valueDate().equals(transaction.date())) {
            line("  value-date: " + transaction.valueDate());
        }
        for (Tag tag : transaction.marks().tags()) {
            line("  " + tag.name() + ": \"" + tag.value() + "\"");
        }
        for (Posting posting : transaction.postings()) {
            line("  " + name(posting.account()) + "  " + amount(posting.amount()));
            if (posting.entryNo().isPresent()) {
                line("    entry: \"" + posting.entryNo().get() + "\"");
            }
            if (posting.levy()) {
                line("    levy: \"yes\"");
            }
        }
    }

    private static String links(JournalTransaction transaction) {
        return Stream.concat(transaction.trade().stream(), transaction.marks().reverses().stream())
                .map(id -> " ^" + id)
                .collect(Collectors.joining());
    }

    /** Beancount compares at the beginning of a day, and with room for rounding where none is forbidden. */
    @Override
    public void balance(LocalDate day, JournalAccount account, Amount balance) throws IOException {
        line(day.plusDays(1) + " balance " + name(account) + "  " + balance.format(currency.scale()) + " ~ 0 "
                + commodity);
    }

    @Override
    public boolean comparesPostings() {
        return false;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private static String name(JournalAccount account) {
        List<String> parts = account.parts();
        return parts.stream()
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining(":"));
    }

    private String amount(Amount amount) {
        return amount.format(currency.scale()) + " " + commodity;
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
