package org.tallystick.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Book;
import org.tallystick.ledger.Decision;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.Rules;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.posting.RefusalProblems;

/**
 * Decides the trades of a file in memory, one after the other, by the rules that the posting will apply: so a file that
 * cannot be booked in full is told so, row by row, before anything is booked.
 */
final class Rehearsal {
    private final Book book;
    private final Map<String, AccountId> addresses;
    private final Instant now;

    /**
     * @param accounts the community's accounts as they stand, and those that the import would open
     * @param addresses what each is called in the file
     */
    Rehearsal(Rules rules, Collection<Account> accounts, Map<String, AccountId> addresses, Instant now) {
        this.book = new Book(rules, accounts, Map.of());
        this.addresses = Map.copyOf(addresses);
        this.now = now;
    }

    /** Decides the next trade; what is refused is noted against its row. */
    void decide(ImportedTrade trade, RowErrors errors, int scale) {
        TradeDraft draft = draft(trade, addresses);
        Decision decision = book.decide(draft, now);
        if (decision instanceof Decision.Refused refused) {
            note(trade, refused.refusal(), errors, scale);
        } else {
            book.apply(draft, decision);
        }
    }

    static TradeDraft draft(ImportedTrade trade, Map<String, AccountId> addresses) {
        return TradeDraft.of(
                        party(trade.payer(), addresses),
                        party(trade.payee(), addresses),
                        trade.amount(),
                        trade.valueDate())
                .imported(trade.bookedAt());
    }

    private static Party party(String address, Map<String, AccountId> addresses) {
        return new Party(address, Optional.ofNullable(addresses.get(address)));
    }

    static void note(ImportedTrade trade, Refusal refusal, RowErrors errors, int scale) {
        errors.add(
                TradesFile.NAME,
                trade.line(),
                RefusedRow.column(trade, refusal),
                refusal.code(),
                trade.reference() + ": "
                        + new RefusalProblems(scale, account -> true)
                                .of(refusal)
                                .detail());
    }
}
