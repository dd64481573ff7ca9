package org.tallystick.finding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.finding.Blocks.Named;
import org.tallystick.finding.Matches.Match;
import org.tallystick.finding.Matches.Part;
import org.tallystick.ledger.TradeId;
import org.tallystick.posting.AccountEntries;
import org.tallystick.posting.AccountEntries.Reach;

/**
 * Finds trades of one account, the newest first. The newest entries, and those that stand in no block yet, are read themselves; of
 * all others only the blocks in which something may be. So a trade is found at once, and nothing is missed however far the blocks
 * have come.
 */
public final class FindTrades {
    /** What is often so is found among these, and no block is asked for. */
    private static final int NEWEST = 256;
    /** So many entries are looked through with one statement. */
    private static final int AT_ONCE = 4_096;
    /** So many blocks are asked for first, and each time so many times more: what is often so is found among the newer ones. */
    private static final int FIRST_BLOCKS = 512;

    private static final int TIMES_MORE = 8;

    private final AccountEntries entries;
    private final Blocks blocks;
    private final int limit;
    private final List<Match> found = new ArrayList<>();
    private long entriesRead;

    public FindTrades(AccountEntries entries, int limit) {
        this.entries = entries;
        this.blocks = new Blocks(entries);
        this.limit = limit;
    }

    /**
     * When it was booked, and where the last page ended.
     *
     * @param until before this instant
     * @param before entries of lower numbers alone
     */
    public record Period(Optional<Instant> from, Optional<Instant> until, Optional<Long> before) {}

    /** @param entryNo of the account's entry */
    public record Found(long entryNo, TradeId trade) {}

    /** Called once. */
    public List<Found> find(Wanted wanted, Period period) throws SQLException {
        Reach reach = entries.reach();
        long from =
                period.from().isPresent() ? entries.firstAtOrAfter(period.from().get(), reach) : 1;
        long until = period.until().isPresent()
                ? entries.firstAtOrAfter(period.until().get(), reach)
                : reach.entryCount() + 1;
        long before = Math.min(period.before().orElse(until), until);
        if (from < before && wanted.leastUnits() <= wanted.mostUnits()) {
            List<String> patterns = patterns(wanted.words());
            Matches matches = new Matches(entries, wanted, patterns, from, before);
            long oldest = themselves(matches);
            inBlocks(matches, oldest);
        }
        return found.stream()
                .map(match -> new Found(match.entryNo(), match.trade()))
                .toList();
    }

    /** How many entries were looked at one by one. */
    long entriesRead() {
        return entriesRead;
    }

    /** @return how many blocks, from the first on, remain to be looked into: those before entries that were read */
    private long themselves(Matches matches) throws SQLException {
        long newest = (matches.before() - 1 - NEWEST) / Blocks.SIZE;
        long blocksLeft = Math.max(0, Math.min(blocks.written(), newest));
        long first = Math.max(matches.from(), blocksLeft * Blocks.SIZE + 1);
        long last = matches.before() - 1;
        int size = NEWEST;
        while (last >= first && found.size() < limit) {
            long begin = Math.max(first, last - size + 1);
            read(matches, List.of(new Part(begin, last)));
            last = begin - 1;
            size = AT_ONCE;
        }
        return blocksLeft;
    }

    private void inBlocks(Matches matches, long end) throws SQLException {
        long first = (matches.from() - 1) / Blocks.SIZE;
        if (found.size() >= limit || first >= end) {
            return;
        }
        List<Named> named = new ArrayList<>();
        for (String pattern : matches.patterns()) {
            named.add(Named.read(entries, pattern));
        }
        long size = FIRST_BLOCKS;
        long last = end;
        while (last > first && found.size() < limit) {
            long begin = Math.max(first, last - size);
            in(blocks.candidates(matches.wanted(), named, begin, last), matches);
            last = begin;
            size *= TIMES_MORE;
        }
    }

    private void in(List<Long> candidates, Matches matches) throws SQLException {
        int most = AT_ONCE / Blocks.SIZE;
        int size = 4;
        int next = 0;
        while (next < candidates.size() && found.size() < limit) {
            List<Long> some = candidates.subList(next, Math.min(candidates.size(), next + size));
            read(matches, some.stream().map(FindTrades::entriesOf).toList());
            next += size;
            size = Math.min(most, size * 2);
        }
    }

    private static Part entriesOf(long block) {
        return new Part(block * Blocks.SIZE + 1, (block + 1) * Blocks.SIZE);
    }

    private void read(Matches matches, List<Part> parts) throws SQLException {
        found.addAll(matches.in(parts, limit - found.size()));
        entriesRead +=
                parts.stream().mapToLong(part -> part.last() - part.first() + 1).sum();
    }

    /** What each word is a part of, without capitals and accents, as the database leaves them out. */
    private List<String> patterns(List<String> words) throws SQLException {
        List<String> patterns = new ArrayList<>();
        Connection connection = entries.connection();
        for (String word : words) {
            try (PreparedStatement statement =
                    new Statement().add("SELECT lower(unaccent(?))", word).on(connection)) {
                ResultSet row = statement.executeQuery();
                row.next();
                patterns.add("%" + row.getString(1).replaceAll("([\\\\%_])", "\\\\$1") + "%");
            }
        }
        return patterns;
    }
}
