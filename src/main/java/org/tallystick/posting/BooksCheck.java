package org.tallystick.posting;

import java.util.List;
import java.util.Optional;

/**
 * A rule that the books of a community keep, as a query for those who break it: {@code subject} and {@code detail}, nothing
 * where the rule is kept. Every question mark is the community. Sums are {@code numeric}, and single amounts are widened
 * before they are added, so that nothing overflows however wrong a number is.
 *
 * @param isKept a cheaper query that is true only where nobody breaks the rule; empty where there is none
 */
record BooksCheck(String invariant, String violations, Optional<String> isKept) {

    private BooksCheck(String invariant, String violations) {
        this(invariant, violations, Optional.empty());
    }

    /**
     * Where every entry is one of the two that its trade names, with the trade's amount, and there are twice as many as
     * trades, each trade has its two: a name fits one entry alone. Nothing needs to be grouped by trade then. Of the trades with more
     * lines than two, {@link #MANY_LINES} tells.
     */
    private static final String EACH_ENTRY_IS_NAMED = """
            SELECT count(*) FILTER (WHERE own) = count(*)
                   AND count(*) = 2 * (SELECT count(*) FROM trade t
                                        WHERE t.community_id = ? AND NOT EXISTS (
                                              SELECT FROM trade_line l WHERE l.community_id = ? AND l.trade_id = t.trade_id))
              FROM (SELECT ((e.account_id = t.payer_id AND e.entry_no = t.payer_entry_no AND e.amount = -t.amount)
                         OR (e.account_id = t.payee_id AND e.entry_no = t.payee_entry_no AND e.amount = t.amount))
                           AND t.payer_id <> t.payee_id AND e.booked_at = t.booked_at
                           AND a.currency_code = t.currency_code AS own
                      FROM entry e
                      LEFT JOIN trade t ON t.community_id = ? AND t.trade_id = e.trade_id
                      LEFT JOIN account a ON a.community_id = ? AND a.account_id = e.account_id
                     WHERE e.community_id = ? AND NOT EXISTS (
                           SELECT FROM trade_line l WHERE l.community_id = ? AND l.trade_id = e.trade_id)) s""";

    /** From the entries up: every entry belongs to a trade, every trade is what its entries say. */
    private static final BooksCheck TRADES = new BooksCheck("I1", """
            SELECT 'trade ' || trade_id AS subject, concat_ws('; ',
                   CASE WHEN unknown THEN 'has entries, but is no trade' END,
                   CASE WHEN lines = 0 THEN 'has no entries' WHEN lines = 1 THEN 'has one entry only' END,
                   CASE WHEN total <> 0 THEN 'its entries sum to ' || total END,
                   CASE WHEN lines > 0 AND paid <> amount THEN 'its entries move ' || paid || ', not ' || amount END,
                   CASE WHEN lines > 1 AND parties < 2 AND NOT unknown THEN
                        'its payer does not pay, or its payee does not receive' END,
                   CASE WHEN parties > 1 AND own < lines THEN 'has entries that it does not name' END,
                   CASE WHEN other_currency THEN 'has an account of another currency, or none' END,
                   CASE WHEN other_time THEN 'has an entry of another booking time' END) AS detail
              FROM (SELECT coalesce(t.trade_id, e.trade_id) AS trade_id,
                           bool_or(t.trade_id IS NULL) AS unknown,
                           count(e.trade_id) AS lines,
                           sum(e.amount) AS total,
                           min(t.amount) AS amount,
                           coalesce(-sum(e.amount) FILTER (WHERE e.amount < 0), 0) AS paid,
                           count(*) FILTER (WHERE (e.account_id = t.payer_id AND e.amount < 0)
                                               OR (e.account_id = t.payee_id AND e.amount > 0)) AS parties,
                           count(*) FILTER (WHERE (e.account_id = t.payer_id AND e.entry_no = t.payer_entry_no)
                                               OR (e.account_id = t.payee_id AND e.entry_no = t.payee_entry_no)) AS own,
                           bool_or(a.currency_code IS DISTINCT FROM t.currency_code)
                               FILTER (WHERE e.trade_id IS NOT NULL AND t.trade_id IS NOT NULL) AS other_currency,
                           bool_or(e.booked_at <> t.booked_at) AS other_time
                      FROM (SELECT * FROM entry WHERE community_id = ?) e
                      LEFT JOIN account a ON a.community_id = ? AND a.account_id = e.account_id
                      FULL JOIN (SELECT * FROM trade WHERE community_id = ?) t ON t.trade_id = e.trade_id
                     WHERE NOT EXISTS (SELECT FROM trade_line l
                                        WHERE l.community_id = ? AND l.trade_id = coalesce(t.trade_id, e.trade_id))
                     GROUP BY coalesce(t.trade_id, e.trade_id)) s
             WHERE unknown OR lines < 2 OR total <> 0 OR paid <> amount OR parties < 2 OR own < lines
                OR other_currency OR other_time""", Optional.of(EACH_ENTRY_IS_NAMED));

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

    private static final BooksCheck MANY_LINES = new BooksCheck("I1", """
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

    private static final BooksCheck ZERO_SUM = new BooksCheck("I2", """
            SELECT 'currency ' || currency_code AS subject, 'its balances sum to ' || sum(balance) AS detail
              FROM account WHERE community_id = ? GROUP BY currency_code HAVING sum(balance) <> 0""");

    private static final BooksCheck CHAINS = new BooksCheck("I3", """
            SELECT 'account ' || account_id || ' entry ' || entry_no AS subject, concat_ws('; ',
                   CASE WHEN entry_no <> previous_no + 1 THEN 'follows entry ' || previous_no END,
                   CASE WHEN balance_after <> previous_balance + amount THEN
                        previous_balance || ' and ' || amount || ' make not ' || balance_after END,
                   CASE WHEN booked_at < previous_booked_at THEN 'was booked before the entry before it' END) AS detail
              FROM (SELECT account_id, entry_no, amount::numeric AS amount, balance_after, booked_at,
                           lag(entry_no, 1, 0::bigint) OVER w AS previous_no,
                           lag(balance_after, 1, 0::bigint) OVER w AS previous_balance,
                           lag(booked_at) OVER w AS previous_booked_at
                      FROM entry WHERE community_id = ?
                    WINDOW w AS (PARTITION BY account_id ORDER BY entry_no)) s
             WHERE entry_no <> previous_no + 1 OR balance_after <> previous_balance + amount
                OR booked_at < previous_booked_at""");

    private static final BooksCheck ACCOUNTS = new BooksCheck("I3", """
            SELECT 'account ' || coalesce(a.account_id, e.account_id) AS subject, concat_ws('; ',
                   CASE WHEN a.account_id IS NULL THEN 'has entries, but is no account' END,
                   CASE WHEN a.balance <> coalesce(e.total, 0) THEN
                        'shows the balance ' || a.balance || ', its entries sum to ' || coalesce(e.total, 0) END,
                   CASE WHEN a.entry_count <> coalesce(e.last_no, 0) THEN
                        'shows ' || a.entry_count || ' entries, the last is ' || coalesce(e.last_no, 0) END,
                   CASE WHEN a.account_id IS NOT NULL
                             AND coalesce(a.last_booked_at, 'epoch') <> coalesce(e.last_booked_at, 'epoch') THEN
                        'shows another booking time than its last entry' END) AS detail
              FROM (SELECT * FROM account WHERE community_id = ?) a
              FULL JOIN (SELECT account_id, sum(amount) AS total, max(entry_no) AS last_no,
                                max(booked_at) AS last_booked_at
                           FROM entry WHERE community_id = ? GROUP BY account_id) e ON e.account_id = a.account_id
             WHERE a.account_id IS NULL OR a.balance <> coalesce(e.total, 0)
                OR a.entry_count <> coalesce(e.last_no, 0)
                OR coalesce(a.last_booked_at, 'epoch') <> coalesce(e.last_booked_at, 'epoch')""");

    private static final BooksCheck HOLDS = new BooksCheck("holds", """
            SELECT 'account ' || coalesce(a.account_id, h.account_id) AS subject, concat_ws('; ',
                   CASE WHEN a.account_id IS NULL THEN 'has open holds, but is no account' END,
                   CASE WHEN a.held_out <> coalesce(h.held_out, 0) THEN
                        'shows ' || a.held_out || ' held out, its open holds sum to ' || coalesce(h.held_out, 0) END,
                   CASE WHEN a.held_in <> coalesce(h.held_in, 0) THEN
                        'shows ' || a.held_in || ' held in, its open holds sum to ' || coalesce(h.held_in, 0) END) AS detail
              FROM (SELECT * FROM account WHERE community_id = ?) a
              FULL JOIN (SELECT account_id, sum(held_out) AS held_out, sum(held_in) AS held_in
                           FROM (SELECT payer_id AS account_id, amount AS held_out, 0 AS held_in
                                   FROM hold WHERE community_id = ? AND state = 'open'
                                 UNION ALL
                                 SELECT payee_id, 0, amount
                                   FROM hold WHERE community_id = ? AND state = 'open') sides
                          GROUP BY account_id) h ON h.account_id = a.account_id
             WHERE a.account_id IS NULL OR a.held_out <> coalesce(h.held_out, 0) OR a.held_in <> coalesce(h.held_in, 0)""");

    private static final BooksCheck ACCEPTED_HOLDS = new BooksCheck("holds", """
            SELECT 'hold ' || h.hold_id AS subject, 'was accepted by trade ' || h.trade_id || ', which is none' AS detail
              FROM hold h LEFT JOIN trade t ON t.community_id = ? AND t.trade_id = h.trade_id
             WHERE h.community_id = ? AND h.trade_id IS NOT NULL AND t.trade_id IS NULL""");

    private static final BooksCheck REVERSALS = new BooksCheck("I5", """
            SELECT 'trade ' || r.trade_id AS subject, concat_ws('; ',
                   CASE WHEN t.trade_id IS NULL THEN 'reverses trade ' || r.reverses || ', which is none' END,
                   CASE WHEN t.reverses IS NOT NULL THEN 'reverses trade ' || r.reverses || ', a reversal' END,
                   CASE WHEN (NOT many AND (r.payer_id <> t.payee_id OR r.payee_id <> t.payer_id))
                             OR r.currency_code <> t.currency_code
                        THEN 'does not go back the way of trade ' || r.reverses END) AS detail
              FROM trade r LEFT JOIN trade t ON t.community_id = ? AND t.trade_id = r.reverses
             CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM trade_line l
                                                 WHERE l.community_id = ? AND l.trade_id IN (r.trade_id, r.reverses))
                                        AS many) lines
             WHERE r.community_id = ? AND r.reverses IS NOT NULL
               AND (t.trade_id IS NULL OR t.reverses IS NOT NULL OR r.currency_code <> t.currency_code
                    OR (NOT many AND (r.payer_id <> t.payee_id OR r.payee_id <> t.payer_id)))""");

    /** Line by line, what goes back of a trade of many lines: never to another account, and never more than the line. */
    private static final BooksCheck REVERSED_LINES = new BooksCheck("I5", """
            SELECT 'trade ' || b.reverses AS subject, 'of its line ' || coalesce(o.amount, 0) || ' on account ' || b.account_id
                   || ', ' || b.amount || ' are reversed' AS detail
              FROM (SELECT r.reverses, e.account_id, line.levy, sum(e.amount) AS amount
                      FROM trade r
                     CROSS JOIN LATERAL (
                           SELECT r.payer_id AS account_id, r.payer_entry_no AS entry_no, false AS levy
                           UNION ALL SELECT r.payee_id, r.payee_entry_no, false
                           UNION ALL SELECT l.account_id, l.entry_no, l.kind = 'levy' FROM trade_line l
                                      WHERE l.community_id = ? AND l.trade_id = r.trade_id) line
                      JOIN entry e ON e.community_id = ? AND e.account_id = line.account_id AND e.entry_no = line.entry_no
                     WHERE r.community_id = ? AND EXISTS (SELECT FROM trade_line l
                                                           WHERE l.community_id = ? AND l.trade_id = r.reverses)
                     GROUP BY r.reverses, e.account_id, line.levy) b
              LEFT JOIN (SELECT n.trade_id, n.account_id, n.levy, e.amount
                           FROM %s n
                           JOIN entry e ON e.community_id = ? AND e.account_id = n.account_id AND e.entry_no = n.entry_no) o
                     ON o.trade_id = b.reverses AND o.account_id = b.account_id AND o.levy = b.levy
             WHERE o.amount IS NULL OR sign(b.amount) = sign(o.amount) OR abs(b.amount) > abs(o.amount)""".formatted(NAMES));

    private static final BooksCheck REVERSED = new BooksCheck("I5", """
            SELECT 'trade ' || t.trade_id AS subject, 'of ' || t.amount || ', ' || r.total || ' are reversed' AS detail
              FROM (SELECT reverses, sum(amount) AS total
                      FROM trade WHERE community_id = ? AND reverses IS NOT NULL GROUP BY reverses) r
              JOIN trade t ON t.community_id = ? AND t.trade_id = r.reverses
             WHERE r.total > t.amount""");

    private static final BooksCheck KEYS = new BooksCheck("I6", """
            SELECT 'key ' || k.key || ' of ' || k.caller_id AS subject, 'bought trade ' || k.trade_id || ', which is none'
                   AS detail
              FROM (SELECT caller_id, key, unnest(trade_ids) AS trade_id FROM idempotency_key WHERE community_id = ?) k
              LEFT JOIN trade t ON t.community_id = ? AND t.trade_id = k.trade_id
             WHERE t.trade_id IS NULL
            UNION ALL
            SELECT 'key ' || key || ' of ' || caller_id, 'bought nothing'
              FROM idempotency_key WHERE community_id = ? AND cardinality(trade_ids) = 0
            UNION ALL
            SELECT 'trade ' || trade_id, 'was bought ' || count(*) || ' times'
              FROM (SELECT unnest(trade_ids) AS trade_id FROM idempotency_key WHERE community_id = ?) k
             GROUP BY trade_id HAVING count(*) > 1""");

    static final List<BooksCheck> ALL = List.of(
            TRADES,
            MANY_LINES,
            ZERO_SUM,
            CHAINS,
            ACCOUNTS,
            HOLDS,
            ACCEPTED_HOLDS,
            REVERSALS,
            REVERSED,
            REVERSED_LINES,
            KEYS);
}
