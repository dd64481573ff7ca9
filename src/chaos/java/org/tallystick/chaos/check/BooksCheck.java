package org.tallystick.chaos.check;

import static org.tallystick.chaos.check.Finding.Rule.A_TRADE_IS_ITS_ENTRIES;
import static org.tallystick.chaos.check.Finding.Rule.NO_HOLD_IS_LEFT;
import static org.tallystick.chaos.check.Finding.Rule.NO_LIMIT_IS_PASSED;
import static org.tallystick.chaos.check.Finding.Rule.NO_REVERSAL_EXCEEDS_ITS_TRADE;
import static org.tallystick.chaos.check.Finding.Rule.NUMBERS_ARE_GAPLESS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.chaos.check.Books.Account;
import org.tallystick.chaos.check.Books.Entry;
import org.tallystick.chaos.check.Books.Hold;
import org.tallystick.chaos.check.Books.Trade;

/** What the books must be by themselves, for accounts whose limits were never changed. */
final class BooksCheck {
    private final Books books;
    private final List<Finding> findings = new ArrayList<>();

    BooksCheck(Books books) {
        this.books = books;
    }

    List<Finding> findings() {
        Map<String, List<Entry>> entries = books.entriesByAccount();
        for (Account account : books.accounts()) {
            history(account, entries.getOrDefault(account.name(), List.of()));
            if (account.heldOut() != 0 || account.heldIn() != 0) {
                add(NO_HOLD_IS_LEFT, account.toString());
            }
        }
        books.holds().stream().filter(Hold::isOpen).forEach(hold -> add(NO_HOLD_IS_LEFT, hold.toString()));
        trades();
        reversals();
        return findings;
    }

    /** Adds up the entries itself, and believes no balance that is written there. */
    private void history(Account account, List<Entry> entries) {
        long balance = 0;
        long number = 0;
        for (Entry entry : entries) {
            balance += entry.amount();
            number++;
            boolean follows = entry.number() == number && entry.balanceAfter() == balance;
            if (!follows || (number > 1 && entry.bookedAt().isBefore(entries.get((int) number - 2).bookedAt()))) {
                add(NUMBERS_ARE_GAPLESS, "entry " + number + ", " + balance + " expected: " + entry);
                return;
            }
            boolean passes = entry.amount() < 0 ? balance < -account.limit() : balance > account.cap();
            if (passes) {
                add(NO_LIMIT_IS_PASSED, account + " at " + entry);
            }
        }
        if (account.balance() != balance || account.entryCount() != number) {
            add(NUMBERS_ARE_GAPLESS, "the entries come to " + balance + " in " + number + ": " + account);
        }
    }

    private void trades() {
        Map<String, Set<String>> linesOf = books.entries().stream()
                .collect(Collectors.groupingBy(
                        Entry::trade,
                        Collectors.mapping(entry -> entry.account() + " " + entry.amount(), Collectors.toSet())));
        Map<String, Long> countOf =
                books.entries().stream().collect(Collectors.groupingBy(Entry::trade, Collectors.counting()));
        for (Trade trade : books.trades()) {
            Set<String> due =
                    Set.of(trade.payer() + " " + -trade.amount(), trade.payee() + " " + trade.amount());
            boolean two = countOf.getOrDefault(trade.id(), 0L) == due.size();
            if (!two || !due.equals(linesOf.get(trade.id()))) {
                add(A_TRADE_IS_ITS_ENTRIES, trade + " has " + linesOf.getOrDefault(trade.id(), Set.of()));
            }
        }
        Set<String> known = books.trades().stream().map(Trade::id).collect(Collectors.toSet());
        books.entries().stream()
                .filter(entry -> !known.contains(entry.trade()))
                .forEach(entry -> add(A_TRADE_IS_ITS_ENTRIES, "without a trade: " + entry));
    }

    private void reversals() {
        Map<String, Long> left = new HashMap<>();
        books.trades().forEach(trade -> left.put(trade.id(), trade.amount()));
        for (Trade trade : books.trades()) {
            if (!trade.reverses().isEmpty() && left.merge(trade.reverses(), -trade.amount(), Long::sum) < 0) {
                add(NO_REVERSAL_EXCEEDS_ITS_TRADE, trade.toString());
            }
        }
    }

    private void add(Finding.Rule rule, String what) {
        findings.add(new Finding(rule, what));
    }
}
