package org.tallystick.journal;

import java.io.IOException;
import java.time.LocalDate;
import org.tallystick.ledger.Amount;

/** Writes a journal in one currency, in the syntax of one program. For one thread; keeps nothing of what it has written. */
interface JournalWriter {
    /** First of all, with the currency. */
    void head(JournalHead head, LocalDate firstDay) throws IOException;

    /**
     * Declares an account, before the transactions that name it.
     *
     * @param firstDay on which it is there
     * @param name how whoever holds it is called
     */
    void account(JournalAccount account, LocalDate firstDay, String name) throws IOException;

    void transaction(JournalTransaction transaction) throws IOException;

    /** What the account holds at the end of this day, for the reader to compare. */
    void balance(LocalDate day, JournalAccount account, Amount balance) throws IOException;

    /** Whether a reader compares {@link JournalTransaction.Posting#balanceAfter()} with each posting. */
    boolean comparesPostings();

    void flush() throws IOException;
}
