package org.tallystick.posting;

/** What holds for trades of more lines than two, and for what is reversed of them. */
final class ManyLinesChecks {
    /** The names that trades of many lines have for their entries, with what kind of line each is. */
    private static final String NAMES = """
            (SELECT t.trade_id, t.payer_id AS account_id, t.payer_entry_no AS entry_no, false AS levy
               FROM trade t WHERE t.community_id = ? AND EXISTS (
                    SELECT FROM trade_line l WHERE l.community_id = t.community_id AND l.trade_id = t.trade_id)
             UNION ALL
             SELECT t.trade_id, t.payee_id, t.payee_entry_no, false
               FROM trade t WHERE t.community_id = ? AND EXISTS (
                    SELECT FROM trade_line l WHERE l.community_id = t.community_id AND l.trade_id = t.trade_id)
             UNION ALL
             SELECT l.trade_id, l.account_id, l.entry_no, l.kind = 'levy' FROM trade_line l WHERE l.community_id = ?)""";

    static final BooksCheck MANY_LINES = new BooksCheck("I1", """
            SELECT 'trade ' || trade_id AS subject, concat_ws('; ',
                   CASE WHEN unknown THEN 'has lines, but is no trade' END,
                   CASE WHEN total <> 0 THEN 'its entries sum to ' || total END,
                   CASE WHEN paid IS DISTINCT FROM amount OR received IS DISTINCT FROM amount THEN
                        'its entries move ' || coalesce(paid, 0) || ' and ' || coalesce(received, 0) || ', not ' || amount END,
                   CASE WHEN levied <> 0 THEN 'its levies sum to ' || levied END,
                   CASE WHEN strange THEN 'has entries that it does not name, or names some that it has not' END,
                   CASE WHEN ill_levied THEN 'takes its levy to another account than the fund' END,
                   CASE WHEN other_currency THEN 'has an account of another currency, or none' END,
                   CASE WHEN other_time THEN 'has an entry of another booking time' END) AS detail
              FROM (SELECT coalesce(n.trade_id, e.trade_id) AS trade_id, bool_or(t.trade_id IS NULL) AS unknown,
                           sum(e.amount) AS total, min(t.amount) AS amount,
                           -sum(e.amount) FILTER (WHERE NOT n.levy AND e.amount < 0) AS paid,
                           sum(e.amount) FILTER (WHERE NOT n.levy AND e.amount > 0) AS received,
                           coalesce(sum(e.amount) FILTER (WHERE n.levy), 0) AS levied,
                           bool_or(n.trade_id IS NULL OR e.trade_id IS NULL) AS strange,
                           bool_or(n.levy AND (a.kind = 'fund') <> ((t.reverses IS NULL) = (e.amount > 0))) AS ill_levied,
                           bool_or(a.currency_code IS DISTINCT FROM t.currency_code)
                               FILTER (WHERE e.trade_id IS NOT NULL AND t.trade_id IS NOT NULL) AS other_currency,
                           bool_or(e.booked_at <> t.booked_at) AS other_time
                      FROM %s n
                      FULL JOIN (SELECT * FROM entry o WHERE o.community_id = ? AND EXISTS (
                                        SELECT FROM trade_line l WHERE l.community_id = ? AND l.trade_id = o.trade_id)) e
                             ON e.trade_id = n.trade_id AND e.account_id = n.account_id AND e.entry_no = n.entry_no
                      LEFT JOIN trade t ON t.community_id = ? AND t.trade_id = coalesce(n.trade_id, e.trade_id)
                      LEFT JOIN account a ON a.community_id = ? AND a.account_id = e.account_id
                     GROUP BY coalesce(n.trade_id, e.trade_id)) s
             WHERE unknown OR total IS DISTINCT FROM 0 OR paid IS DISTINCT FROM amount OR received IS DISTINCT FROM amount
                OR levied <> 0 OR strange OR ill_levied OR other_currency OR other_time""".formatted(NAMES));

    static final BooksCheck LINES_ONCE = new BooksCheck("I1", """
            SELECT 'trade ' || n.trade_id AS subject, 'has ' || count(*) || ' lines of one kind on account ' || n.account_id AS detail
              FROM %s n GROUP BY n.trade_id, n.account_id, n.levy HAVING count(*) > 1""".formatted(NAMES));

    /** What moves on each account by lines of one kind; {@code %s} says which trades. */
    private static final String LINES = """
            (SELECT x.trade_id, x.reverses, line.account_id, line.levy, sum(e.amount) AS amount
               FROM trade x
              CROSS JOIN LATERAL (
                    SELECT x.payer_id AS account_id, x.payer_entry_no AS entry_no, false AS levy
                    UNION ALL SELECT x.payee_id, x.payee_entry_no, false
                    UNION ALL SELECT l.account_id, l.entry_no, l.kind = 'levy' FROM trade_line l
                               WHERE l.community_id = ? AND l.trade_id = x.trade_id) line
               JOIN entry e ON e.community_id = ? AND e.account_id = line.account_id AND e.entry_no = line.entry_no
              WHERE x.community_id = ? AND x.%s IN (SELECT trade_id FROM originals)
              GROUP BY x.trade_id, x.reverses, line.account_id, line.levy)""";

    /**
     * Line by line, what goes back of a trade, where that or any of its reversals has many lines: never to another account, and never more
     * than the line.
     */
    static final BooksCheck REVERSED_LINES =
            new BooksCheck("I5", """
            WITH originals AS (
                SELECT DISTINCT r.reverses AS trade_id FROM trade r
                 WHERE r.community_id = ? AND r.reverses IS NOT NULL
                   AND EXISTS (SELECT FROM trade_line l
                                WHERE l.community_id = ? AND l.trade_id IN (r.reverses, r.trade_id)))
            SELECT 'trade ' || b.reverses AS subject, 'of its line ' || coalesce(o.amount, 0) || ' on account ' || b.account_id
                   || ', ' || b.amount || ' are reversed' AS detail
              FROM (SELECT reverses, account_id, levy, sum(amount) AS amount FROM %s r
                     GROUP BY reverses, account_id, levy) b
              LEFT JOIN %s o ON o.trade_id = b.reverses AND o.account_id = b.account_id AND o.levy = b.levy
             WHERE o.amount IS NULL OR sign(b.amount) = sign(o.amount) OR abs(b.amount) > abs(o.amount)""".formatted(LINES.formatted("reverses"), LINES.formatted("trade_id")));

    private ManyLinesChecks() {}
}
