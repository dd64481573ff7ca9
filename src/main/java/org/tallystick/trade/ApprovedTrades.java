package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.tallystick.approval.Approvable.Approved;
import org.tallystick.posting.BooksReader;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.TradeUnit;
import org.tallystick.security.Access;

/**
 * What two have agreed on is booked under a key of the approval, and so once: also where the service died after the booking, and whoever
 * approves it again could not book it any more.
 */
@ApplicationScoped
class ApprovedTrades {
    private final BooksReader books;

    ApprovedTrades(BooksReader books) {
        this.books = books;
    }

    /** What came of it in words, where it is booked. Waits for the database. */
    Optional<String> outcome(Access by, Approved approved) {
        return books.tradesOf(by.community().id(), approved.askedBy(), key(approved)).stream()
                .findFirst()
                .map(trade -> "Booked as trade " + trade.value());
    }

    /** The units under that key. */
    static List<TradeUnit> under(Approved approval, List<TradeUnit> units) {
        String name = key(approval);
        KeyClaim claim = new KeyClaim(approval.askedBy(), name, KeyClaim.Fingerprint.of(List.of(name)));
        return units.stream()
                .map(unit -> new TradeUnit(unit.community(), unit.accessVersion(), Optional.of(claim), unit.orders()))
                .toList();
    }

    private static String key(Approved approval) {
        return "approval-" + approval.id();
    }
}
