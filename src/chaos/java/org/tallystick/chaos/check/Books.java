package org.tallystick.chaos.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that the books of some communities hold, as they stand in the tables. Amounts are in minor units; an account is named by
 * its community and address.
 */
public record Books(
        List<Account> accounts,
        List<Trade> trades,
        List<Entry> entries,
        List<Hold> holds,
        List<Proposal> proposals,
        List<Part> parts) {

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

    public record Hold(String id, String payer, String payee, long amount, boolean isOpen) {}

    /**
     * @param key under which it was made
     * @param hold that sets its amount aside; empty for none
     */
    public record Proposal(String id, String community, String key, long amount, String state, String hold) {}

    /**
     * What was accepted of a proposal.
     *
     * @param key under which it was
     */
    public record Part(String proposal, String trade, String key, long amount) {}

    /** Each account's, in the order of their numbers. */
    Map<String, List<Entry>> entriesByAccount() {
        return entries.stream()
                .sorted(java.util.Comparator.comparingLong(Entry::number))
                .collect(Collectors.groupingBy(Entry::account));
    }
}
