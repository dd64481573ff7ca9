package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /**
     * What came of it in words, where it is booked. Keys are the clients' own, and whoever asked may have bought something else under this
     * one: that is not it. Waits for the database.
     */
    Optional<String> outcome(Access by, Approved approved) {
        return books.tradesOf(by.community().id(), claim(approved)).stream()
                .findFirst()
                .map(trade -> "Booked as trade " + trade.value());
    }

    /** The units under that key. */
    static List<TradeUnit> under(Approved approval, List<TradeUnit> units) {
        KeyClaim claim = claim(approval);
        return units.stream()
                .map(unit -> new TradeUnit(unit.community(), unit.accessVersion(), Optional.of(claim), unit.orders()))
                .toList();
    }

    /** No request of a client has its fingerprint: theirs begin with the name of an operation. */
    private static KeyClaim claim(Approved approval) {
        String key = key(approval.id());
        return new KeyClaim(approval.askedBy(), key, KeyClaim.Fingerprint.of(List.of(key)));
    }

    private static String key(UUID approval) {
        return "approval-" + approval;
    }
}
