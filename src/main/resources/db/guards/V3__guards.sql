-- The rules of money a second time, where no program can pass them by. This location is left out on a distributed
-- engine, where a statement is one a shard and a guard that compares two tables would misfire.
--
-- What compares a row with its own past is a row trigger with a WHEN: evaluated in place, it calls a function only for a
-- row that is about to break a rule. What compares two tables is a statement trigger with a transition table: one check a
-- statement, whatever the number of rows. All fire at the end of the statement, so that the entries and the account rows
-- of a batch are seen together.
--
-- The guards read only what the statement has just written or locked: on a large database an account's earlier entries
-- are seldom in memory, and its row says all that is needed of them.
--
-- The planner settings hold for the guard alone. Its plans are made once a connection, for the first batch that comes by:
-- without them, one of a thousand trades would have the next one read whole tables, and the other way about. The search
-- path keeps a temporary table from standing in for a real one.
--
-- SQLSTATE TS001, TS003, TS004 and TS005 name the invariant that was about to break.

-- I1: the entries of a trade come in one statement, sum to zero in the trade's currency, and move its amount.
-- I3: on each account the new entries follow one another without gaps, each balance after is the one before plus the
-- amount, booking times never fall, and the account shows the last. That they begin where the account stood is seen by
-- guard_account_update, which knows its old row.
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

    SELECT s.account_id, s.entry_no, s.trade_id, a.currency_code <> t.currency_code AS foreign_currency INTO culprit
      FROM (SELECT n.*,
                   lag(n.entry_no) OVER w AS previous_no,
                   lag(n.balance_after) OVER w AS previous_balance,
                   lag(n.booked_at) OVER w AS previous_booked_at,
                   lead(n.entry_no) OVER w IS NULL AS is_last
              FROM new_rows n WINDOW w AS (PARTITION BY n.account_id, n.community_id ORDER BY n.entry_no)) s
      LEFT JOIN account a ON a.community_id = s.community_id AND a.account_id = s.account_id
      LEFT JOIN trade t ON t.community_id = s.community_id AND t.trade_id = s.trade_id
     WHERE a.account_id IS NULL OR a.currency_code <> t.currency_code
        OR s.entry_no <> s.previous_no + 1 OR s.balance_after <> s.previous_balance + s.amount
        OR s.booked_at < s.previous_booked_at
        OR (s.is_last AND (a.entry_count <> s.entry_no OR a.balance <> s.balance_after
                           OR a.last_booked_at IS DISTINCT FROM s.booked_at))
     LIMIT 1;
    IF FOUND AND culprit.foreign_currency THEN
        RAISE EXCEPTION 'I1: trade % is not of the currency of account %', culprit.trade_id, culprit.account_id
            USING ERRCODE = 'TS001';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'I3: entry % of account % does not continue the account', culprit.entry_no, culprit.account_id
            USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_insert AFTER INSERT ON entry
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_entry_insert();

-- I3 from the account's side: its entries grow by new ones that begin where it stood. The sub-select asks for the next
-- entry in the order of the primary key and may not sort, so that this is a look-up there for each row, whatever the
-- planner has been told: with statistics of an empty table any index that begins with the community would do for it.
CREATE FUNCTION guard_account_update() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET enable_seqscan = off SET enable_nestloop = off SET enable_sort = off SET enable_incremental_sort = off AS $$
DECLARE
    culprit record;
BEGIN
    SELECT n.account_id INTO culprit
      FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id AND o.community_id = n.community_id
     WHERE n.entry_count > o.entry_count
       AND (SELECT e.entry_no = o.entry_count + 1
                   AND e.balance_after - e.amount = o.balance
                   AND e.booked_at >= coalesce(o.last_booked_at, e.booked_at)
              FROM entry e
             WHERE e.community_id = o.community_id AND e.account_id = o.account_id AND e.entry_no > o.entry_count
             ORDER BY e.entry_no LIMIT 1) IS NOT TRUE
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'I3: new entries do not begin where account % stood', culprit.account_id
            USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER account_update AFTER UPDATE ON account
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION guard_account_update();

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
CREATE TRIGGER account_balance AFTER UPDATE ON account FOR EACH ROW
    WHEN (NEW.entry_count = OLD.entry_count AND (NEW.balance <> OLD.balance
        OR coalesce(NEW.last_booked_at, 'epoch') <> coalesce(OLD.last_booked_at, 'epoch')))
    EXECUTE FUNCTION guard_refuse('TS003', 'I3: a balance moves only with its entries');
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
