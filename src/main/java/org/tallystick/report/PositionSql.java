package org.tallystick.report;

/**
 * Statements about where accounts stood. The entries of an account are in the order of their booking times, so where a period
 * begins and ends is found by halving the range of numbers, as {@link org.tallystick.posting.AccountEntries} does, here for all
 * accounts at once.
 */
final class PositionSql {
    /** By whom accounts are sorted: members by handle, then the community's own. */
    static final String ORDER = "CASE a.kind WHEN 'member' THEN 0 WHEN 'fund' THEN 1 WHEN 'clearing' THEN 2 ELSE 3 END,"
            + " m.handle COLLATE \"C\", a.partner COLLATE \"C\"";

    /** {@code period} and {@code a} with its member {@code m}. Two parameters: the instants at which the period begins and ends. */
    static final String ACCOUNTS = """
            (VALUES (?::timestamptz, ?::timestamptz)) AS period (start_at, end_at)
             CROSS JOIN account a
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
            """;

    /**
     * {@code p.opening}, {@code p.closing}, {@code p.first_entry} and {@code p.end_entry} of account {@code a}: where it stood, and
     * the numbers of the entries between. {@code OFFSET 0} has each found once, and not wherever it is named.
     */
    static final String POSITION = positions();

    /** {@code v.moved_in}, {@code v.moved_out} and {@code v.trades} of the entries of {@code p}. */
    static final String MOVEMENTS = """
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(e.amount) FILTER (WHERE e.amount > 0), 0) AS moved_in,
                       coalesce(-sum(e.amount) FILTER (WHERE e.amount < 0), 0) AS moved_out,
                       count(DISTINCT e.trade_id) AS trades
                  FROM entry e
                 WHERE e.community_id = a.community_id AND e.account_id = a.account_id
                   AND e.entry_no >= p.first_entry AND e.entry_no < p.end_entry) v
            """;

    private static final int FEW_ENTRIES = 50;

    private PositionSql() {}

    private static String positions() {
        return """
            CROSS JOIN LATERAL (
                SELECT first_entry, end_entry, %s AS opening, %s AS closing
                  FROM (SELECT %s AS first_entry, %s AS end_entry OFFSET 0) numbers OFFSET 0) p
            """.formatted(
                        balanceBefore("first_entry"),
                        balanceBefore("end_entry"),
                        firstAtOrAfter("period.start_at"),
                        firstAtOrAfter("period.end_at"));
    }

    /** The account's own row serves where nothing was booked since. */
    private static String balanceBefore(String number) {
        return """
                CASE WHEN %1$s > a.entry_count THEN a.balance
                     WHEN %1$s = 1 THEN 0
                     ELSE (SELECT e.balance_after FROM entry e
                            WHERE e.community_id = a.community_id AND e.account_id = a.account_id
                              AND e.entry_no = %1$s - 1) END""".formatted(number);
    }

    /** Where there are few entries, the last of them are looked through: that costs less than to begin halving. */
    private static String firstAtOrAfter(String instant) {
        return """
                CASE WHEN a.last_booked_at IS NULL OR a.last_booked_at < %1$s THEN a.entry_count + 1
                     WHEN a.entry_count <= %2$d
                     THEN coalesce((SELECT e.entry_no + 1 FROM entry e
                                     WHERE e.community_id = a.community_id AND e.account_id = a.account_id
                                       AND e.booked_at < %1$s
                                     ORDER BY e.entry_no DESC LIMIT 1), 1)
                     ELSE (WITH RECURSIVE search (low, high) AS (
                               SELECT 1::bigint, a.entry_count + 1
                               UNION ALL
                               SELECT CASE WHEN e.booked_at < %1$s THEN s.middle + 1 ELSE s.low END,
                                      CASE WHEN e.booked_at < %1$s THEN s.high ELSE s.middle END
                                 FROM (SELECT low, high, (low + high) / 2 AS middle FROM search WHERE low < high) s
                                 JOIN entry e ON e.community_id = a.community_id AND e.account_id = a.account_id
                                             AND e.entry_no = s.middle)
                           SELECT low FROM search WHERE low = high) END""".formatted(instant, FEW_ENTRIES);
    }
}
