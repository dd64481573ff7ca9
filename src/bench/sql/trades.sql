-- Books :trades trades between random accounts of bench_account in one statement, in the shape of the service's and under
-- the same guards. If :hot is true, half of the sides are one of the first ten accounts; if :first is true, every trade is one of
-- the first account.
WITH drawn AS MATERIALIZED (
    SELECT uuidv7() AS trade_id, 1 + floor(random() * 999)::bigint AS amount,
           CASE WHEN :first AND n % 2 = 0 THEN 1
                WHEN :hot AND random() < 0.5 THEN 1 + floor(random() * 10)::integer
                ELSE 1 + floor(random() * :accounts)::integer END AS payer,
           CASE WHEN :first AND n % 2 = 1 THEN 1
                WHEN :hot AND random() < 0.5 THEN 1 + floor(random() * 10)::integer
                ELSE 1 + floor(random() * :accounts)::integer END AS payee
      FROM generate_series(1, :trades) n
), named AS MATERIALIZED (
    SELECT d.trade_id, date_trunc('milliseconds', uuid_extract_timestamp(d.trade_id)) AS booked_at, d.amount,
           p.community_id, p.account_id AS payer_id, q.account_id AS payee_id
      FROM drawn d
      JOIN bench_account p ON p.n = d.payer
      JOIN bench_account q ON q.n = CASE WHEN d.payee = d.payer THEN d.payee % :accounts + 1 ELSE d.payee END
), line AS MATERIALIZED (
    SELECT s.trade_id, s.booked_at, s.community_id, s.account_id, s.amount,
           a.entry_count + row_number() OVER w AS entry_no, (a.balance + sum(s.amount) OVER w)::bigint AS balance_after,
           lead(s.trade_id) OVER w IS NULL AS is_last
      FROM (SELECT trade_id, booked_at, community_id, payer_id AS account_id, -amount AS amount FROM named
            UNION ALL
            SELECT trade_id, booked_at, community_id, payee_id, amount FROM named) s
      JOIN account a ON a.community_id = s.community_id AND a.account_id = s.account_id
    WINDOW w AS (PARTITION BY s.account_id ORDER BY s.trade_id)
), new_trade AS (
    INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at,
                       value_date, recorded_by, payer_entry_no, payee_entry_no)
    SELECT n.community_id, n.trade_id, 'CRED', n.payer_id, n.payee_id, n.amount, 'bread', n.booked_at,
           n.booked_at::date, n.community_id, p.entry_no, q.entry_no
      FROM named n
      JOIN line p ON p.trade_id = n.trade_id AND p.amount < 0
      JOIN line q ON q.trade_id = n.trade_id AND q.amount > 0
     ORDER BY n.trade_id
), new_key AS (
    INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids)
    SELECT community_id, community_id, trade_id::text, sha256(trade_id::text::bytea), ARRAY[trade_id]
      FROM named ORDER BY trade_id
), moved AS (
    UPDATE account a SET balance = l.balance_after, entry_count = l.entry_no, last_booked_at = l.booked_at
      FROM line l
     WHERE l.is_last AND a.community_id = l.community_id AND a.account_id = l.account_id
)
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at)
SELECT community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at FROM line ORDER BY trade_id;
