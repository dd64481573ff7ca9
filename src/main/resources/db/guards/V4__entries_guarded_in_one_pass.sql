-- The guard of new entries as one query: it looks each account and each trade up once, where it looked a trade up again
-- for every line. What it holds is what V3 says of it.
CREATE OR REPLACE FUNCTION guard_entry_insert() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    culprit record;
BEGIN
    SELECT s.trade_id, s.stray, s.stray IS NOT NULL AND s.total = 0 AND s.paid = -t.amount AS of_one_account,
           s.first_currency <> t.currency_code OR s.last_currency <> t.currency_code AS foreign_currency INTO culprit
      FROM (SELECT c.community_id, c.trade_id, sum(c.amount) AS total, count(*) AS lines,
                   sum(c.amount) FILTER (WHERE c.amount < 0) AS paid,
                   min(c.currency_code) AS first_currency, max(c.currency_code) AS last_currency,
                   min(c.entry_no || ' of account ' || c.account_id) FILTER (WHERE c.strays) AS stray
              FROM (SELECT n.community_id, n.trade_id, n.account_id, n.entry_no, n.amount, a.currency_code,
                           a.account_id IS NULL
                               OR n.entry_no <> lag(n.entry_no) OVER w + 1
                               OR n.balance_after <> lag(n.balance_after) OVER w + n.amount
                               OR n.booked_at < lag(n.booked_at) OVER w
                               OR (lead(n.entry_no) OVER w IS NULL
                                   AND (a.entry_count <> n.entry_no OR a.balance <> n.balance_after
                                        OR a.last_booked_at IS DISTINCT FROM n.booked_at)) AS strays
                      FROM new_rows n
                      LEFT JOIN account a ON a.community_id = n.community_id AND a.account_id = n.account_id
                    WINDOW w AS (PARTITION BY n.account_id, n.community_id ORDER BY n.entry_no)) c
             GROUP BY c.community_id, c.trade_id) s
      LEFT JOIN trade t ON t.community_id = s.community_id AND t.trade_id = s.trade_id
     WHERE s.stray IS NOT NULL OR s.total <> 0 OR t.trade_id IS NULL OR s.paid IS DISTINCT FROM -t.amount
        OR s.first_currency <> t.currency_code OR s.last_currency <> t.currency_code
        OR s.lines <> (SELECT count(*) FROM entry e WHERE e.community_id = s.community_id AND e.trade_id = s.trade_id)
     LIMIT 1;
    IF FOUND AND culprit.foreign_currency THEN
        RAISE EXCEPTION 'I1: trade % is not of the currency of its accounts', culprit.trade_id USING ERRCODE = 'TS001';
    ELSIF FOUND AND culprit.of_one_account THEN
        RAISE EXCEPTION 'I3: entry % does not continue the account', culprit.stray USING ERRCODE = 'TS003';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'I1: the entries of trade % do not sum to zero, or do not move its amount', culprit.trade_id
            USING ERRCODE = 'TS001';
    END IF;
    RETURN NULL;
END $$;
