package org.tallystick.journal;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.tallystick.ledger.AccountId;
import org.tallystick.platform.Ids;

/**
 * How many entries each account of a currency had at one moment, which settles what a journal holds whatever is booked meanwhile: all
 * that it takes of memory, 24 bytes an account.
 */
public final class Reaches {
    private static final int FEW = 1_024;

    private long[] high = new long[FEW];
    private long[] low = new long[FEW];
    private long[] entryCounts = new long[FEW];
    private int size;

    /** Accounts come in the order of their ids. */
    void add(UUID account, long entryCount) {
        if (size > 0 && Ids.compare(account, id(size - 1)) <= 0) {
            throw new IllegalArgumentException("accounts come in the order of their ids");
        }
        if (size == high.length) {
            high = Arrays.copyOf(high, 2 * size);
            low = Arrays.copyOf(low, 2 * size);
            entryCounts = Arrays.copyOf(entryCounts, 2 * size);
        }
        high[size] = account.getMostSignificantBits();
        low[size] = account.getLeastSignificantBits();
        entryCounts[size] = entryCount;
        size++;
    }

    int size() {
        return size;
    }

    private UUID id(int index) {
        return new UUID(high[index], low[index]);
    }

    /** How many entries the account had; none if it was not there. */
    long of(AccountId account) {
        int from = 0;
        int to = size - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = Ids.compare(id(middle), account.value());
            if (order == 0) {
                return entryCounts[middle];
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return 0;
    }

    /** How many entries all have together. */
    long entries() {
        return Arrays.stream(entryCounts, 0, size).sum();
    }

    /** The accounts from this place on, at most so many. */
    List<AccountId> accounts(int from, int most) {
        return IntStream.range(from, Math.min(size, from + most))
                .mapToObj(index -> new AccountId(id(index)))
                .toList();
    }
}
