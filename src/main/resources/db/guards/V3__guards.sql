-- The rules of money a second time, where no program can pass them by. This location is left out on a distributed
-- engine, where a statement is one a shard and a guard that compares two tables would misfire.
--
-- What compares a row with its own past is a row trigger with a WHEN: evaluated in place, it calls a function only for a
-- row that is about to break a rule. What compares two tables is a statement trigger with a transition table: one check a
-- statement, whatever the number of rows. All fire at the end of the statement, so that the entries and the account rows
-- of a batch are seen together.
--
-- The planner settings hold for the guard alone. Its plans are made once a connection, for the first batch that comes by:
-- without them, one of a thousand trades would have the next one read whole tables, and the other way about. The search
-- path keeps a temporary table from standing in for a real one.
--
-- SQLSTATE TS001, TS003, TS004 and TS005 name the invariant that was about to break.

-- I1: the entries of a trade come in one statement, sum to zero, and move the trade's amount.
-- I3: numbers without gaps, each balance after is the one before plus the amount, booking times never fall, the account
-- shows the last. Its other half is guard_account_update: together they make the numbers 1..n from either side.
CREATE FUNCTION guard_entry_insert() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    culprit record;
BEGIN
    SELECT s.trade_id INTO culprit FROM (
        SELECT n.community_id, n.trade_id, sum(n.amount) AS total, count(*) AS lines,
               sum(n.amount) FILTER (WHERE n.amount < 0) AS paid
          FROM new_rows n GROUP BY n.community_id, n.trade_id) s
      LEFT JOIN trade t ON t.community_id = s.community_id AND t.trade_id = s.trade_id
     WHERE s.total <> 0 OR t.trade_id IS NULL OR s.paid <> -t.amount
        OR s.lines <> (SELECT count(*) FROM entry e WHERE e.community_id = s.community_id AND e.trade_id = s.trade_id)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I1: the entries of trade % do not sum to zero, or do not move its amount', culprit.trade_id
            USING ERRCODE = 'TS001';
    END IF;

    SELECT n.trade_id, n.account_id INTO culprit
      FROM new_rows n
      JOIN trade t ON t.community_id = n.community_id AND t.trade_id = n.trade_id
      JOIN account a ON a.community_id = n.community_id AND a.account_id = n.account_id
     WHERE a.currency_code <> t.currency_code LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I1: trade % is not of the currency of account %', culprit.trade_id, culprit.account_id
            USING ERRCODE = 'TS001';
    END IF;

    SELECT n.account_id, n.entry_no INTO culprit
      FROM new_rows n
      LEFT JOIN account a ON a.community_id = n.community_id AND a.account_id = n.account_id
      LEFT JOIN entry p ON p.community_id = n.community_id AND p.account_id = n.account_id
            AND p.entry_no = n.entry_no - 1
     WHERE n.balance_after IS DISTINCT FROM n.amount + CASE WHEN n.entry_no = 1 THEN 0 ELSE p.balance_after END
        OR n.booked_at < p.booked_at
        OR a.account_id IS NULL OR n.entry_no > a.entry_count
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I3: entry % of account % does not continue the account', culprit.entry_no, culprit.account_id
            USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_insert AFTER INSERT ON entry
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_entry_insert();

-- I3 from the account's side: it shows its last entry, and a balance moves only with its entries.
CREATE FUNCTION guard_account_update() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    culprit record;
BEGIN
    SELECT n.account_id INTO culprit
      FROM new_rows n
      LEFT JOIN entry e ON e.community_id = n.community_id AND e.account_id = n.account_id
            AND e.entry_no = n.entry_count
     WHERE n.balance IS DISTINCT FROM CASE WHEN n.entry_count = 0 THEN 0 ELSE e.balance_after END
        OR coalesce(n.last_booked_at, 'epoch') <> coalesce(e.booked_at, 'epoch')
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I3: account % does not show its last entry', culprit.account_id USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER account_update AFTER UPDATE ON account
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_account_update();

-- Refuses outright, with the SQLSTATE and the message that the trigger names.
CREATE FUNCTION guard_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[1] USING ERRCODE = TG_ARGV[0];
END $$;

CREATE TRIGGER account_insert AFTER INSERT ON account FOR EACH ROW
    WHEN (NEW.balance <> 0 OR NEW.entry_count <> 0 OR NEW.held_out <> 0 OR NEW.held_in <> 0
        OR NEW.last_booked_at IS NOT NULL)
    EXECUTE FUNCTION guard_refuse('TS003', 'I3: an account opens at zero');
CREATE TRIGGER account_wound_back AFTER UPDATE ON account FOR EACH ROW WHEN (NEW.entry_count < OLD.entry_count)
    EXECUTE FUNCTION guard_refuse('TS003', 'I3: the entries of an account only grow in number');
CREATE TRIGGER account_identity AFTER UPDATE ON account FOR EACH ROW
    WHEN (NEW.community_id <> OLD.community_id OR NEW.account_id <> OLD.account_id
        OR NEW.currency_code <> OLD.currency_code)
    EXECUTE FUNCTION guard_refuse('TS003', 'I3: an account keeps its community, id and currency');
CREATE TRIGGER account_delete BEFORE DELETE ON account FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS003', 'I3: an account is never deleted');

-- I4, on the net effect of the statement: what lowers balance − holds out stays within the credit limit, what raises
-- balance + holds in within the cap. The function is called for a breach alone, and lets through what an administrator
-- takes responsibility for: the setting tallystick.override names a trade that names its administrator, and all that
-- the statement books on the account is that trade's.
CREATE FUNCTION guard_account_limits() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
DECLARE
    override uuid := nullif(current_setting('tallystick.override', true), '')::uuid;
BEGIN
    IF NEW.entry_count > OLD.entry_count
        AND NEW.held_out <= OLD.held_out AND NEW.held_in <= OLD.held_in
        AND EXISTS (SELECT FROM trade t
                     WHERE t.community_id = NEW.community_id AND t.trade_id = override AND t.override_by IS NOT NULL)
        AND NOT EXISTS (SELECT FROM entry e
                         WHERE e.community_id = NEW.community_id AND e.account_id = NEW.account_id
                           AND e.entry_no > OLD.entry_count AND e.trade_id <> override) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'I4: account % would leave its limits', NEW.account_id USING ERRCODE = 'TS004';
END $$;

CREATE TRIGGER account_limits AFTER UPDATE ON account FOR EACH ROW
    WHEN ((NEW.balance - NEW.held_out < OLD.balance - OLD.held_out
            AND NEW.balance - NEW.held_out < -NEW.credit_limit)
        OR (NEW.balance + NEW.held_in > OLD.balance + OLD.held_in
            AND NEW.balance + NEW.held_in > NEW.balance_cap))
    EXECUTE FUNCTION guard_account_limits();

-- I5: a reversal goes the way back between the same accounts, is not reversed itself, and all reversals of a trade never
-- sum to more than it. The accounts are locked before the sum is read, so that of two reversals at once the second sees
-- the first; the writer holds these locks already.
CREATE FUNCTION guard_reversal() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp SET enable_seqscan = off AS $$
DECLARE
    original trade;
BEGIN
    PERFORM FROM account a
      WHERE a.community_id = NEW.community_id AND a.account_id IN (NEW.payer_id, NEW.payee_id)
      ORDER BY a.account_id FOR UPDATE;
    SELECT t.* INTO original FROM trade t WHERE t.community_id = NEW.community_id AND t.trade_id = NEW.reverses;
    IF NOT FOUND OR original.reverses IS NOT NULL THEN
        RAISE EXCEPTION 'I5: trade % reverses what is not there, or is a reversal', NEW.trade_id
            USING ERRCODE = 'TS005';
    END IF;
    IF NEW.payer_id <> original.payee_id OR NEW.payee_id <> original.payer_id
        OR NEW.currency_code <> original.currency_code THEN
        RAISE EXCEPTION 'I5: trade % does not go back the way of trade %', NEW.trade_id, NEW.reverses
            USING ERRCODE = 'TS005';
    END IF;
    IF original.amount < (SELECT sum(r.amount) FROM trade r
                           WHERE r.community_id = NEW.community_id AND r.reverses = NEW.reverses) THEN
        RAISE EXCEPTION 'I5: trade % would be reversed beyond its amount', NEW.reverses USING ERRCODE = 'TS005';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER trade_reversal AFTER INSERT ON trade FOR EACH ROW WHEN (NEW.reverses IS NOT NULL)
    EXECUTE FUNCTION guard_reversal();

-- I5: what is booked stays as it is; what a key bought and who changed what, too.
CREATE TRIGGER trade_update BEFORE UPDATE ON trade FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: a trade is never updated');
CREATE TRIGGER trade_delete BEFORE DELETE ON trade FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: a trade is never deleted');
CREATE TRIGGER entry_update BEFORE UPDATE ON entry FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: an entry is never updated');
CREATE TRIGGER entry_delete BEFORE DELETE ON entry FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: an entry is never deleted');
CREATE TRIGGER change_record_update BEFORE UPDATE ON change_record FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: a change record is never updated');
CREATE TRIGGER change_record_delete BEFORE DELETE ON change_record FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: a change record is never deleted');
CREATE TRIGGER idempotency_key_update BEFORE UPDATE ON idempotency_key FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: an idempotency key is never updated');
CREATE TRIGGER idempotency_key_delete BEFORE DELETE ON idempotency_key FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: an idempotency key is never deleted');
