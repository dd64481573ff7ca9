package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.approval.Approvable.Approved;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Sql;
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
    /** Of whoever asked for it, which is another than whoever books it, and of whoever decided it. */
    private static final String BY = """
            SELECT FROM approval a
              JOIN idempotency_key k ON k.community_id = a.community_id AND k.caller_id = a.asked_by
                                    AND k.key = 'approval-' || a.approval_id
             WHERE a.community_id = ? AND ? IN (a.asked_by, a.decided_by) AND a.kind IN ('trade', 'reversal')
               AND ? = ANY (k.trade_ids)""";

    private final BooksReader books;
    private final Sql sql;

    ApprovedTrades(BooksReader books, Sql sql) {
        this.books = books;
        this.sql = sql;
    }

    /** Whether this user or program asked for the trade, or was the second to agree on it. */
    boolean isBy(CommunityId community, TradeId trade, UUID who) {
        return sql.exists(BY, community.value(), who, trade.value());
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
