-- Baseline (b): one call of one PL/pgSQL function a trade. The same rules, keys, guards and tables as the product's.
CREATE OR REPLACE FUNCTION bench_trade(
    the_community uuid, the_payer uuid, the_payee uuid, the_amount bigint, the_key text) RETURNS uuid
    LANGUAGE plpgsql AS $$
DECLARE
    payer account;
    payee account;
    row account;
    earlier uuid[];
    id uuid;
    at timestamptz := date_trunc('milliseconds', clock_timestamp());
    booked timestamptz;
    today date := (now() AT TIME ZONE 'Europe/Lisbon')::date;
BEGIN
    FOR row IN SELECT * FROM account a WHERE a.community_id = the_community AND a.account_id IN (the_payer, the_payee)
                ORDER BY a.account_id FOR UPDATE LOOP
        IF row.account_id = the_payer THEN payer := row; ELSE payee := row; END IF;
    END LOOP;
    SELECT k.trade_ids INTO earlier FROM idempotency_key k
     WHERE k.community_id = the_community AND k.caller_id = the_community AND k.key = the_key;
    IF FOUND THEN RETURN earlier[1]; END IF;
    IF payer.account_id IS NULL OR payee.account_id IS NULL THEN RAISE EXCEPTION 'unknown-account'; END IF;
    IF payer.status = 'closed' OR payee.status = 'closed' THEN RAISE EXCEPTION 'account-closed'; END IF;
    IF payer.status = 'frozen' OR payee.status = 'frozen' THEN RAISE EXCEPTION 'account-frozen'; END IF;
    IF (payer.status = 'leaving' AND payer.balance < the_amount)
        OR (payee.status = 'leaving' AND payee.balance > -the_amount) THEN
        RAISE EXCEPTION 'account-leaving';
    END IF;
    IF payer.balance - payer.held_out - the_amount < -payer.credit_limit THEN
        RAISE EXCEPTION 'credit-limit-exceeded';
    END IF;
    IF payee.balance + payee.held_in + the_amount > payee.balance_cap THEN
        RAISE EXCEPTION 'balance-cap-exceeded';
    END IF;
    booked := greatest(at, payer.last_booked_at, payee.last_booked_at);
    id := gen_random_uuid();
    WITH new_trade AS (
        INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at,
                           value_date, recorded_by, payer_entry_no, payee_entry_no)
        VALUES (the_community, id, payer.currency_code, the_payer, the_payee, the_amount, 'bread', booked, today,
                the_community, payer.entry_count + 1, payee.entry_count + 1)
    ), new_key AS (
        INSERT INTO idempotency_key VALUES (the_community, the_community, the_key, sha256(the_key::bytea), ARRAY[id])
    ), moved AS (
        UPDATE account a
           SET balance = a.balance + n.amount, entry_count = a.entry_count + 1, last_booked_at = booked
          FROM (VALUES (the_payer, -the_amount), (the_payee, the_amount)) n (account_id, amount)
         WHERE a.community_id = the_community AND a.account_id = n.account_id
    )
    INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at)
    VALUES (the_community, the_payer, payer.entry_count + 1, id, -the_amount, payer.balance - the_amount, booked),
           (the_community, the_payee, payee.entry_count + 1, id, the_amount, payee.balance + the_amount, booked);
    RETURN id;
END $$;

-- The accounts by number, so that pgbench can choose at random.
CREATE TABLE IF NOT EXISTS bench_account (n integer PRIMARY KEY, community_id uuid, account_id uuid);
TRUNCATE bench_account;
INSERT INTO bench_account
SELECT substr(m.handle, 2)::integer, a.community_id, a.account_id
  FROM account a JOIN member m USING (community_id, member_id) JOIN community c USING (community_id)
 WHERE c.slug = ':community';
ANALYZE bench_account;
