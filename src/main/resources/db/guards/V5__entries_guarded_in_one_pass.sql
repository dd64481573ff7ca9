-- The guard of new entries as one query, which looks each account and each trade up once. What it holds is what V3 says of
-- it; that a trade gets no entries in a later statement follows from its naming them: there is room for these two alone.
CREATE OR REPLACE FUNCTION guard_entry_insert() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    culprit record;
BEGIN
    SELECT s.trade_id, s.stray, own.entries AS own_entries,
           s.first_currency <> t.currency_code OR s.last_currency <> t.currency_code AS foreign_currency
      INTO culprit
      FROM (SELECT c.community_id, c.trade_id,
                   array_agg(c.account_id) FILTER (WHERE c.amount < 0) AS payers,
                   array_agg(c.account_id) FILTER (WHERE c.amount > 0) AS payees,
                   min(c.entry_no) FILTER (WHERE c.amount < 0) AS payer_entry_no,
                   min(c.entry_no) FILTER (WHERE c.amount > 0) AS payee_entry_no,
                   min(c.amount) AS paid, max(c.amount) AS received,
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
     CROSS JOIN LATERAL (SELECT coalesce(
                s.payers = ARRAY[t.payer_id] AND s.payer_entry_no = t.payer_entry_no AND s.paid = -t.amount
            AND s.payees = ARRAY[t.payee_id] AND s.payee_entry_no = t.payee_entry_no AND s.received = t.amount,
            false) AS entries) own
     WHERE s.stray IS NOT NULL OR NOT own.entries
        OR s.first_currency <> t.currency_code OR s.last_currency <> t.currency_code
     LIMIT 1;
    IF FOUND AND culprit.foreign_currency THEN
        RAISE EXCEPTION 'I1: trade % is not of the currency of its accounts', culprit.trade_id USING ERRCODE = 'TS001';
    ELSIF FOUND AND NOT culprit.own_entries THEN
        RAISE EXCEPTION 'I1: the entries of trade % are not the two that it names, which move its amount', culprit.trade_id
            USING ERRCODE = 'TS001';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'I3: entry % does not continue the account', culprit.stray USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;
