package org.tallystick.exchange;

import org.tallystick.ledger.Refusal;

/** Which column of a refused row a person has to look at. */
final class RefusedRow {
    private RefusedRow() {}

    static String column(ImportedTrade trade, Refusal refusal) {
        if (refusal instanceof Refusal.UnknownAccount unknown) {
            return side(trade, unknown.address());
        }
        if (refusal instanceof Refusal.SameAccount) {
            return "payee";
        }
        if (refusal instanceof Refusal.AccountClosed closed) {
            return side(trade, closed.address());
        }
        if (refusal instanceof Refusal.AccountFrozen frozen) {
            return side(trade, frozen.address());
        }
        if (refusal instanceof Refusal.AccountLeaving leaving) {
            return side(trade, leaving.address());
        }
        if (refusal instanceof Refusal.BookingTimeFalls) {
            return "booked_at";
        }
        return "amount";
    }

    private static String side(ImportedTrade trade, String address) {
        return trade.payer().equals(address) ? "payer" : "payee";
    }
}
