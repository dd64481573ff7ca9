package org.tallystick.chaos.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that the books of some communities hold, as they stand in the tables. Amounts are in minor units; an account is named by
 * its community and address.
 */
public record Books(List<Account> accounts, List<Trade> trades, List<Entry> entries, List<Hold> openHolds) {

    /**
     * @param limit how far below zero it may go
     * @param cap how far above
     */
    public record Account(
            String name,
            long balance,
            long entryCount,
            long heldOut,
            long heldIn,
            long limit,
            long cap) {}

    /**
     * @param tag its description; of a reversal the reason
     * @param reverses the trade that it undoes; empty for others
     */
    public record Trade(
            String id,
            String community,
            String tag,
            String payer,
            String payee,
            long amount,
            String reverses) {}

    public record Entry(String account, long number, String trade, long amount, long balanceAfter, Instant bookedAt) {}

    public record Hold(String id, String payer, String payee, long amount) {}

    /** Each account's, in the order of their numbers. */
    Map<String, List<Entry>> entriesByAccount() {
        return entries.stream()
                .sorted(java.util.Comparator.comparingLong(Entry::number))
                .collect(Collectors.groupingBy(Entry::account));
    }

    Map<String, Account> accountsByName() {
        return accounts.stream().collect(Collectors.toMap(Account::name, account -> account));
    }
}
