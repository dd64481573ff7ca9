package org.tallystick.posting;

import java.util.Optional;

/** What holds for the trades of two lines, and for what stands between trades and their keys. */
final class TradeChecks {
    /**
     * Where every entry is one of the two that its trade names, with the trade's amount, and there are twice as many as
     * trades, each trade has its two: a name fits one entry alone. Nothing needs to be grouped by trade then. Of the trades with more
     * lines than two, {@link ManyLinesChecks#MANY_LINES} tells.
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
    static final BooksCheck TRADES = new BooksCheck("I1", """
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

    static final BooksCheck KEYS = new BooksCheck("I6", """
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

    private TradeChecks() {}
}
