package org.tallystick.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One statement that writes trades, account rows and entries exactly as told, right or wrong: the shape in which the service
 * writes them. All is booked at {@link #NOW} unless told otherwise.
 */
public final class RawPosting {
    public static final String NOW = "2026-02-01T00:00:00Z";

    private final UUID community;
    private final String bookedAt;
    private final List<RawTrade> trades = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<List<UUID>, Long> entryNos = new HashMap<>();
    private long payerMiss;
    private long payeeMiss;

    public RawPosting(UUID community) {
        this(community, NOW);
    }

    public RawPosting(UUID community, String bookedAt) {
        this.community = community;
        this.bookedAt = bookedAt;
    }

    public RawPosting trade(UUID id, UUID payer, UUID payee, long amount) {
        return trade(id, payer, payee, amount, "NULL", "NULL");
    }

    public RawPosting reversal(UUID id, UUID original, UUID payer, UUID payee, long amount) {
        return trade(id, payer, payee, amount, quote(original), "NULL");
    }

    public RawPosting override(UUID id, UUID payer, UUID payee, long amount) {
        return trade(id, payer, payee, amount, "NULL", quote(BooksFixture.SOMEBODY));
    }

    private record RawTrade(UUID id, UUID payer, UUID payee, long amount, String reverses, String overrideBy) {}

    private RawPosting trade(UUID id, UUID payer, UUID payee, long amount, String reverses, String overrideBy) {
        trades.add(new RawTrade(id, payer, payee, amount, reverses, overrideBy));
        return this;
    }

    /** The trade names its entries by other numbers than theirs: so much higher. */
    public RawPosting misnaming(long payerEntry, long payeeEntry) {
        payerMiss = payerEntry;
        payeeMiss = payeeEntry;
        return this;
    }

    /** A trade names those entries of its parties that are told here, or their first. */
    private String row(RawTrade trade) {
        return "(%s, %s, '%s', %s, %s, %d, 'bread', '%s', '2026-02-01', %s, %s::uuid, 'agreed', %s::uuid, %d, %d)"
                .formatted(
                        quote(community),
                        quote(trade.id()),
                        BooksFixture.HOURS,
                        quote(trade.payer()),
                        quote(trade.payee()),
                        trade.amount(),
                        bookedAt,
                        quote(BooksFixture.SOMEBODY),
                        trade.reverses(),
                        trade.overrideBy(),
                        entryNos.getOrDefault(List.of(trade.id(), trade.payer()), 1L) + payerMiss,
                        entryNos.getOrDefault(List.of(trade.id(), trade.payee()), 1L) + payeeMiss);
    }

    public RawPosting account(UUID id, long balance, long entryCount) {
        accounts.add("(%s::uuid, %d, %d)".formatted(quote(id), balance, entryCount));
        return this;
    }

    public RawPosting entry(UUID trade, UUID account, long entryNo, long amount, long balanceAfter) {
        entryNos.putIfAbsent(List.of(trade, account), entryNo);
        entries.add("(%s, %s, %d, %s, %d, %d, '%s')"
                .formatted(quote(community), quote(account), entryNo, quote(trade), amount, balanceAfter, bookedAt));
        return this;
    }

    /** One that the trade names beyond its two, {@code payment} or {@code levy}. */
    public RawPosting line(UUID trade, int lineNo, UUID account, long entryNo, String kind) {
        lines.add("(%s, %s, %d, %s, %d, '%s')"
                .formatted(quote(community), quote(trade), lineNo, quote(account), entryNo, kind));
        return this;
    }

    public String sql() {
        List<String> parts = new ArrayList<>();
        if (!trades.isEmpty()) {
            parts.add("t AS (INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount,"
                    + " description, booked_at, value_date, recorded_by, reverses, reason, override_by,"
                    + " payer_entry_no, payee_entry_no) VALUES "
                    + trades.stream().map(this::row).collect(Collectors.joining(", ")) + ")");
        }
        if (!accounts.isEmpty()) {
            parts.add("a AS (UPDATE account x SET balance = v.balance, entry_count = v.entry_count, last_booked_at = '"
                    + bookedAt + "' FROM (VALUES " + String.join(", ", accounts)
                    + ") AS v (account_id, balance, entry_count) WHERE x.community_id = " + quote(community)
                    + " AND x.account_id = v.account_id)");
        }
        if (!lines.isEmpty()) {
            parts.add("l AS (INSERT INTO trade_line VALUES " + String.join(", ", lines) + ")");
        }
        return (parts.isEmpty() ? "" : "WITH " + String.join(", ", parts) + " ")
                + (entries.isEmpty() ? "SELECT 1" : "INSERT INTO entry VALUES " + String.join(", ", entries));
    }

    private static String quote(UUID id) {
        return "'" + id + "'";
    }
}
