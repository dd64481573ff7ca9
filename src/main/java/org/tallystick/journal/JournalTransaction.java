package org.tallystick.journal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.Amount;

/**
 * A transaction of a journal.
 *
 * @param date the booking date
 * @param trade empty: what is carried forward, which is no trade
 * @param payee with whom; blank where that shows in the postings
 */
record JournalTransaction(
        LocalDate date,
        LocalDate valueDate,
        Optional<UUID> trade,
        String payee,
        String note,
        Marks marks,
        List<Posting> postings) {

    JournalTransaction {
        postings = List.copyOf(postings);
    }

    /**
     * What is said of a trade besides.
     *
     * @param address of the other side; empty where that shows in the postings
     * @param entryNo of the one account that the journal is of
     * @param reverses the trade that it undoes, in full or in part
     */
    record Marks(
            Optional<String> address,
            Optional<Long> entryNo,
            Optional<String> category,
            Optional<UUID> reverses,
            boolean mediated,
            boolean levy) {
        /** Of all tags. */
        static final List<String> NAMES = List.of("account", "entry", "category", "reverses", "mediated", "levy");

        static final Marks NONE =
                new Marks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

        /** As names with values, in their order: text is of our own words, ids and codes alone. */
        List<Tag> tags() {
            List<Tag> tags = new ArrayList<>();
            address.ifPresent(value -> tags.add(new Tag("account", value)));
            entryNo.ifPresent(value -> tags.add(new Tag("entry", Long.toString(value))));
            category.ifPresent(value -> tags.add(new Tag("category", value)));
            reverses.ifPresent(value -> tags.add(new Tag("reverses", value.toString())));
            if (mediated) {
                tags.add(new Tag("mediated", "yes"));
            }
            if (levy) {
                tags.add(new Tag("levy", "yes"));
            }
            return tags;
        }
    }

    record Tag(String name, String value) {}

    /**
     * @param balanceAfter what the account holds then, for a reader to compare; empty: that is not said here
     * @param entryNo of the account; empty where the transaction says it
     */
    record Posting(
            JournalAccount account,
            Amount amount,
            Optional<Amount> balanceAfter,
            Optional<Long> entryNo,
            boolean levy) {
        static Posting of(JournalAccount account, Amount amount) {
            return new Posting(account, amount, Optional.empty(), Optional.empty(), false);
        }
    }
}
