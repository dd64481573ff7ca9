-- What holds for trades of more than two lines. A trade of two lines is judged as it was, in the same look-ups.

-- The entries that a trade names.
CREATE FUNCTION trade_entries(community uuid, trade uuid)
    RETURNS TABLE (account_id uuid, entry_no bigint, amount bigint, levy boolean) LANGUAGE sql STABLE
    SET search_path = "${flyway:defaultSchema}", pg_temp SET enable_seqscan = off AS $$
    SELECT e.account_id, e.entry_no, e.amount, line.levy
      FROM (SELECT t.payer_id AS account_id, t.payer_entry_no AS entry_no, false AS levy FROM trade t
             WHERE t.community_id = community AND t.trade_id = trade
            UNION ALL
            SELECT t.payee_id, t.payee_entry_no, false FROM trade t
             WHERE t.community_id = community AND t.trade_id = trade
            UNION ALL
            SELECT l.account_id, l.entry_no, l.kind = 'levy' FROM trade_line l
             WHERE l.community_id = community AND l.trade_id = trade) line
      JOIN entry e ON e.community_id = community AND e.account_id = line.account_id AND e.entry_no = line.entry_no
                  AND e.trade_id = trade
$$;

-- Whether these new entries of a trade are all that it names, move its amount, and the levy goes where it belongs: from the parties
-- to the fund, or back with a reversal. A line of one kind is of an account once.
CREATE FUNCTION trade_is_whole(community uuid, trade uuid, accounts uuid[], numbers bigint[]) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = "${flyway:defaultSchema}", pg_temp SET enable_seqscan = off AS $$
    SELECT s.found = cardinality(numbers)
           AND cardinality(numbers)
               = 2 + (SELECT count(*) FROM trade_line l WHERE l.community_id = community AND l.trade_id = trade)
           AND s.lines = s.found AND s.total = 0 AND s.levied = 0
           AND s.paid = t.amount AND s.received = t.amount AND s.well_levied
      FROM trade t
     CROSS JOIN LATERAL (
           SELECT count(*) AS found, count(DISTINCT (e.account_id, e.levy)) AS lines, sum(e.amount) AS total,
                  coalesce(sum(e.amount) FILTER (WHERE e.levy), 0) AS levied,
                  -sum(e.amount) FILTER (WHERE NOT e.levy AND e.amount < 0) AS paid,
                  sum(e.amount) FILTER (WHERE NOT e.levy AND e.amount > 0) AS received,
                  bool_and(NOT e.levy OR (a.kind = 'fund') = ((t.reverses IS NULL) = (e.amount > 0))) AS well_levied
             FROM trade_entries(community, trade) e
             JOIN unnest(accounts, numbers) AS n (account_id, entry_no)
                  ON n.account_id = e.account_id AND n.entry_no = e.entry_no
             JOIN account a ON a.community_id = community AND a.account_id = e.account_id) s
     WHERE t.community_id = community AND t.trade_id = trade
$$;

-- As it was, and for trades of more lines too.
CREATE OR REPLACE FUNCTION guard_entry_insert() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    culprit record;
BEGIN
    SELECT s.trade_id, s.stray, own.entries OR trade_is_whole(s.community_id, s.trade_id, s.accounts, s.numbers) AS own_entries,
           s.first_currency <> t.currency_code OR s.last_currency <> t.currency_code AS foreign_currency
      INTO culprit
      FROM (SELECT c.community_id, c.trade_id,
                   array_agg(c.account_id) AS accounts, array_agg(c.entry_no) AS numbers, array_agg(c.amount) AS amounts,
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
                (s.accounts = ARRAY[t.payer_id, t.payee_id] AND s.amounts = ARRAY[-t.amount, t.amount]
                 AND s.numbers = ARRAY[t.payer_entry_no, t.payee_entry_no])
             OR (s.accounts = ARRAY[t.payee_id, t.payer_id] AND s.amounts = ARRAY[t.amount, -t.amount]
                 AND s.numbers = ARRAY[t.payee_entry_no, t.payer_entry_no]),
            false) AS entries) own
     WHERE s.stray IS NOT NULL
        OR (NOT own.entries AND trade_is_whole(s.community_id, s.trade_id, s.accounts, s.numbers) IS NOT TRUE)
        OR s.first_currency <> t.currency_code OR s.last_currency <> t.currency_code
     LIMIT 1;
    IF FOUND AND culprit.foreign_currency THEN
        RAISE EXCEPTION 'I1: trade % is not of the currency of its accounts', culprit.trade_id USING ERRCODE = 'TS001';
    ELSIF FOUND AND culprit.own_entries IS NOT TRUE THEN
        RAISE EXCEPTION 'I1: the entries of trade % are not those that it names, which move its amount', culprit.trade_id
            USING ERRCODE = 'TS001';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'I3: entry % does not continue the account', culprit.stray USING ERRCODE = 'TS003';
    END IF;
    RETURN NULL;
END $$;

-- A trade is given no further lines later: what is named here has been booked as its own, by a statement that was judged whole.
CREATE FUNCTION guard_trade_line_insert() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM entry e
                    WHERE e.community_id = NEW.community_id AND e.account_id = NEW.account_id
                      AND e.entry_no = NEW.entry_no AND e.trade_id = NEW.trade_id)
        OR EXISTS (SELECT FROM trade t
                    WHERE t.community_id = NEW.community_id AND t.trade_id = NEW.trade_id
                      AND ((t.payer_id = NEW.account_id AND t.payer_entry_no = NEW.entry_no)
                        OR (t.payee_id = NEW.account_id AND t.payee_entry_no = NEW.entry_no))) THEN
        RAISE EXCEPTION 'I1: line % of trade % names an entry that is not its own, or that it names already',
            NEW.line_no, NEW.trade_id USING ERRCODE = 'TS001';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER trade_line_insert AFTER INSERT ON trade_line FOR EACH ROW EXECUTE FUNCTION guard_trade_line_insert();
CREATE TRIGGER trade_line_update BEFORE UPDATE ON trade_line FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: a trade is never updated');
CREATE TRIGGER trade_line_delete BEFORE DELETE ON trade_line FOR EACH STATEMENT
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: a trade is never deleted');

-- I5 line by line: each line of a reversal goes back the way of a line of the original, and all reversals together undo no line
-- beyond itself.
CREATE OR REPLACE FUNCTION guard_reversal() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp SET enable_seqscan = off AS $$
DECLARE
    original trade;
    many boolean;
    strays boolean;
BEGIN
    PERFORM FROM account a
      WHERE a.community_id = NEW.community_id
        AND a.account_id IN (SELECT NEW.payer_id UNION SELECT NEW.payee_id
                             UNION SELECT l.account_id FROM trade_line l
                                    WHERE l.community_id = NEW.community_id AND l.trade_id IN (NEW.trade_id, NEW.reverses))
      ORDER BY a.account_id FOR UPDATE;
    SELECT t.* INTO original FROM trade t WHERE t.community_id = NEW.community_id AND t.trade_id = NEW.reverses;
    IF NOT FOUND OR original.reverses IS NOT NULL THEN
        RAISE EXCEPTION 'I5: trade % reverses what is not there, or is a reversal', NEW.trade_id
            USING ERRCODE = 'TS005';
    END IF;
    many := EXISTS (SELECT FROM trade_line l
                     WHERE l.community_id = NEW.community_id AND l.trade_id IN (NEW.trade_id, NEW.reverses));
    IF many THEN
        SELECT bool_or(o.account_id IS NULL OR sign(o.amount) = sign(r.amount)) INTO strays
          FROM trade_entries(NEW.community_id, NEW.trade_id) r
          LEFT JOIN trade_entries(NEW.community_id, NEW.reverses) o ON o.account_id = r.account_id AND o.levy = r.levy;
    ELSE
        strays := NEW.payer_id <> original.payee_id OR NEW.payee_id <> original.payer_id;
    END IF;
    IF strays OR NEW.currency_code <> original.currency_code THEN
        RAISE EXCEPTION 'I5: trade % does not go back the way of trade %', NEW.trade_id, NEW.reverses
            USING ERRCODE = 'TS005';
    END IF;
    IF original.amount < (SELECT sum(r.amount) FROM trade r
                           WHERE r.community_id = NEW.community_id AND r.reverses = NEW.reverses) THEN
        RAISE EXCEPTION 'I5: trade % would be reversed beyond its amount', NEW.reverses USING ERRCODE = 'TS005';
    END IF;
    IF many AND EXISTS (
        SELECT FROM trade_entries(NEW.community_id, NEW.reverses) o
          JOIN (SELECT e.account_id, e.levy, sum(e.amount) AS amount
                  FROM trade r CROSS JOIN LATERAL trade_entries(r.community_id, r.trade_id) e
                 WHERE r.community_id = NEW.community_id AND r.reverses = NEW.reverses
                 GROUP BY e.account_id, e.levy) back ON back.account_id = o.account_id AND back.levy = o.levy
         WHERE abs(back.amount) > abs(o.amount)) THEN
        RAISE EXCEPTION 'I5: a line of trade % would be reversed beyond itself', NEW.reverses USING ERRCODE = 'TS005';
    END IF;
    RETURN NULL;
END $$;
