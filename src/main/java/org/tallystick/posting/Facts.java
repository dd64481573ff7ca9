package org.tallystick.posting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Book;
import org.tallystick.ledger.Reversed;
import org.tallystick.ledger.Rules;
import org.tallystick.ledger.Spending;
import org.tallystick.ledger.TradeId;

/** All that the decisions of a batch read, but for reversals and what spenders have spent. */
record Facts(
        long accessVersion,
        ZoneId zone,
        boolean frozenMayReceive,
        int valueDateDaysBack,
        boolean open,
        List<Account> accounts,
        Map<AccountId, Long> limitsVersions,
        Map<KeyName, Purchase> purchases) {

    /** The date in the community's time zone. */
    LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /** The accounts, and the community's rules, to be decided by. */
    Book book(Instant now, Map<TradeId, Reversed> reversed, Map<Spending, Amount> spentToday) {
        Rules rules = new Rules(today(now), frozenMayReceive, valueDateDaysBack, open);
        return new Book(rules, accounts, reversed, spentToday);
    }

    /** Whether this key has bought something already, whatever it was. */
    boolean isBought(KeyClaim claim) {
        return purchases.containsKey(KeyName.of(claim));
    }

    /** When that day began: not everywhere at midnight, where the clocks are put forward then. */
    Instant startOfDay(Instant now) {
        return today(now).atStartOfDay(zone).toInstant();
    }

    /** The trades bought earlier by those of these claims that are repeats. */
    Set<TradeId> boughtTrades(List<KeyClaim> claims) {
        Set<TradeId> trades = new LinkedHashSet<>();
        for (KeyClaim claim : claims) {
            Purchase purchase = purchases.get(KeyName.of(claim));
            if (purchase != null && purchase.fingerprint().equals(claim.fingerprint())) {
                trades.addAll(purchase.trades());
            }
        }
        return trades;
    }
}
