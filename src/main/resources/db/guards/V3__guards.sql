-- The rules of money a second time, where no program can pass them by. Statement-level triggers with transition
-- tables: one check a statement, whatever the number of rows. They fire at the end of the statement, so the entries and
-- the account rows of a batch are seen together. This location is left out on a distributed engine, where a statement is
-- one a shard and a guard that compares two tables would misfire.
-- SQLSTATE TS001..TS006 name the invariant that was about to break.

-- I1: the entries of a trade sum to zero in each currency. I3: numbers without gaps, each balance after is the one before
-- plus the amount, the account shows the last, and booking times never fall.
CREATE FUNCTION guard_entry_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    culprit record;
BEGIN
    SELECT n.trade_id, a.currency_code INTO culprit
      FROM new_rows n JOIN account a ON a.community_id = n.community_id AND a.account_id = n.account_id
     GROUP BY n.community_id, n.trade_id, a.currency_code HAVING sum(n.amount) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I1: the entries of trade % do not sum to zero in %', culprit.trade_id, culprit.currency_code
            USING ERRCODE = 'TS001';
    END IF;

    SELECT s.account_id, s.entry_no INTO culprit FROM (
        SELECT n.*,
               lag(n.entry_no) OVER w AS previous_no,
               lag(n.balance_after) OVER w AS previous_balance,
               lag(n.booked_at) OVER w AS previous_booked_at,
               lead(n.entry_no) OVER w IS NULL AS is_last
          FROM new_rows n WINDOW w AS (PARTITION BY n.community_id, n.account_id ORDER BY n.entry_no)) s
      LEFT JOIN account a ON s.is_last AND a.community_id = s.community_id AND a.account_id = s.account_id
      LEFT JOIN entry p ON s.previous_no IS NULL AND s.entry_no > 1
            AND p.community_id = s.community_id AND p.account_id = s.account_id AND p.entry_no = s.entry_no - 1
     WHERE CASE WHEN s.previous_no IS NOT NULL
                THEN s.entry_no <> s.previous_no + 1 OR s.balance_after <> s.previous_balance + s.amount
                     OR s.booked_at < s.previous_booked_at
                WHEN s.entry_no = 1 THEN s.balance_after <> s.amount
                ELSE p.entry_no IS NULL OR s.balance_after <> p.balance_after + s.amount OR s.booked_at < p.booked_at
           END
        OR (s.is_last AND (a.account_id IS NULL OR a.entry_count <> s.entry_no OR a.balance <> s.balance_after))
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I3: entry % of account % does not continue the account', culprit.entry_no, culprit.account_id
            USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_insert AFTER INSERT ON entry
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_entry_insert();

-- I4 per account, on the net effect of the statement. I3 from the account's side: a balance moves only with its entries.
CREATE FUNCTION guard_account_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    culprit record;
    override text := current_setting('tallystick.override', true);
BEGIN
    SELECT n.account_id INTO culprit
      FROM new_rows n JOIN old_rows o ON o.community_id = n.community_id AND o.account_id = n.account_id
     WHERE n.entry_count < o.entry_count
        OR (n.entry_count = o.entry_count AND n.balance <> o.balance)
        OR n.currency_code <> o.currency_code
        OR (n.entry_count > o.entry_count AND NOT EXISTS (
              SELECT FROM entry e WHERE e.community_id = n.community_id AND e.account_id = n.account_id
                 AND e.entry_no = n.entry_count AND e.balance_after = n.balance))
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I3: the balance of account % was changed without its entries', culprit.account_id
            USING ERRCODE = 'TS003';
    END IF;
    IF (SELECT count(*) FROM new_rows n JOIN old_rows o USING (community_id, account_id))
       <> (SELECT count(*) FROM old_rows) THEN
        RAISE EXCEPTION 'I3: the id of an account was changed' USING ERRCODE = 'TS003';
    END IF;

    -- An administrator's override: only for accounts of a trade of this transaction that names the administrator.
    SELECT n.account_id, n.balance - n.held_out AS out, n.credit_limit AS lim INTO culprit
      FROM new_rows n JOIN old_rows o ON o.community_id = n.community_id AND o.account_id = n.account_id
     WHERE ((n.balance - n.held_out < o.balance - o.held_out AND n.balance - n.held_out < -n.credit_limit)
         OR (n.balance + n.held_in > o.balance + o.held_in AND n.balance + n.held_in > n.balance_cap))
       AND (coalesce(override, '') = '' OR NOT EXISTS (
              SELECT FROM entry e JOIN trade t ON t.community_id = e.community_id AND t.trade_id = e.trade_id
               WHERE e.community_id = n.community_id AND e.account_id = n.account_id AND e.entry_no = n.entry_count
                 AND t.trade_id = override::uuid AND t.override_by IS NOT NULL))
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I4: account % would leave its limits', culprit.account_id USING ERRCODE = 'TS004';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER account_update AFTER UPDATE ON account
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION guard_account_update();

CREATE FUNCTION guard_account_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows WHERE balance <> 0 OR entry_count <> 0 OR held_out <> 0 OR held_in <> 0) THEN
        RAISE EXCEPTION 'I3: an account opens at zero' USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER account_insert AFTER INSERT ON account
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_account_insert();

-- I5: reversals of a trade never sum to more than it, and a reversal is not reversed.
CREATE FUNCTION guard_trade_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    culprit record;
BEGIN
    SELECT n.trade_id INTO culprit
      FROM (SELECT DISTINCT community_id, reverses AS trade_id FROM new_rows WHERE reverses IS NOT NULL) n
      LEFT JOIN trade t ON t.community_id = n.community_id AND t.trade_id = n.trade_id
     WHERE t.trade_id IS NULL OR t.reverses IS NOT NULL
        OR t.amount < (SELECT sum(r.amount) FROM trade r
                        WHERE r.community_id = n.community_id AND r.reverses = n.trade_id)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I5: trade % would be reversed beyond its amount, or is a reversal', culprit.trade_id
            USING ERRCODE = 'TS005';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER trade_insert AFTER INSERT ON trade
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_trade_insert();

-- I5: what is booked stays as it is.
CREATE FUNCTION guard_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'I5: % is never updated or deleted', TG_TABLE_NAME USING ERRCODE = 'TS005';
END $$;

CREATE TRIGGER trade_update BEFORE UPDATE ON trade FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
CREATE TRIGGER trade_delete BEFORE DELETE ON trade FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
CREATE TRIGGER entry_update BEFORE UPDATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
CREATE TRIGGER entry_delete BEFORE DELETE ON entry FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
CREATE TRIGGER change_record_update BEFORE UPDATE ON change_record
    FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
CREATE TRIGGER change_record_delete BEFORE DELETE ON change_record
    FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
CREATE TRIGGER idempotency_key_update BEFORE UPDATE ON idempotency_key
    FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
CREATE TRIGGER idempotency_key_delete BEFORE DELETE ON idempotency_key
    FOR EACH STATEMENT EXECUTE FUNCTION guard_immutable();
