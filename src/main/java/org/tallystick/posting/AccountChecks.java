package org.tallystick.posting;

/** What holds for accounts: zero sums, chains of entries, holds. */
final class AccountChecks {
    static final BooksCheck ZERO_SUM = new BooksCheck("I2", """
            SELECT 'currency ' || currency_code AS subject, 'its balances sum to ' || sum(balance) AS detail
              FROM account WHERE community_id = ? GROUP BY currency_code HAVING sum(balance) <> 0""");

    static final BooksCheck CHAINS = new BooksCheck("I3", """
            SELECT 'account ' || account_id || ' entry ' || entry_no AS subject, concat_ws('; ',
                   CASE WHEN entry_no <> previous_no + 1 THEN 'follows entry ' || previous_no END,
                   CASE WHEN balance_after <> previous_balance + amount THEN
                        previous_balance || ' and ' || amount || ' make not ' || balance_after END,
                   CASE WHEN booked_at < previous_booked_at THEN 'was booked before the entry before it' END,
                   'it is of trade ' || trade_id) AS detail
              FROM (SELECT account_id, entry_no, trade_id, amount::numeric AS amount, balance_after, booked_at,
                           lag(entry_no, 1, 0::bigint) OVER w AS previous_no,
                           lag(balance_after, 1, 0::bigint) OVER w AS previous_balance,
                           lag(booked_at) OVER w AS previous_booked_at
                      FROM entry WHERE community_id = ?
                    WINDOW w AS (PARTITION BY account_id ORDER BY entry_no)) s
             WHERE entry_no <> previous_no + 1 OR balance_after <> previous_balance + amount
                OR booked_at < previous_booked_at""");

    static final BooksCheck ACCOUNTS = new BooksCheck("I3", """
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

    static final BooksCheck HOLDS = new BooksCheck("holds", """
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

    static final BooksCheck ACCEPTED_HOLDS = new BooksCheck("holds", """
            SELECT 'hold ' || h.hold_id AS subject, 'was accepted by trade ' || h.trade_id || ', which is none' AS detail
              FROM hold h LEFT JOIN trade t ON t.community_id = ? AND t.trade_id = h.trade_id
             WHERE h.community_id = ? AND h.trade_id IS NOT NULL AND t.trade_id IS NULL""");

    private AccountChecks() {}
}
