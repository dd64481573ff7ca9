-- A community that is not open takes no trades but those that settle it, which the writer marks in their transaction: each brings
-- the account of one member toward zero, against the fund or settlement. It looks at the entries, for without them nothing moves;
-- their transition table is there already, and of a batch, which is of one community, one row of community is read.
CREATE FUNCTION guard_open_community() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    closed record;
BEGIN
    SELECT c.community_id, c.phase INTO closed
      FROM (SELECT DISTINCT n.community_id FROM new_rows n) own
      JOIN community c ON c.community_id = own.community_id
     WHERE c.phase <> 'open'
        AND (c.phase <> 'winding-up'
             OR c.community_id IS DISTINCT FROM nullif(current_setting('tallystick.winding_up', true), '')::uuid
             OR EXISTS (SELECT FROM new_rows n
                          JOIN account a ON a.community_id = n.community_id AND a.account_id = n.account_id
                         WHERE n.community_id = c.community_id
                         GROUP BY n.trade_id
                        HAVING count(*) FILTER (WHERE a.kind = 'member') <> 1
                            OR bool_or(a.kind NOT IN ('member', 'fund', 'settlement'))
                            OR bool_or(a.kind = 'member' AND sign(n.balance_after) = sign(n.amount))))
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'community % is %, and takes no such trade', closed.community_id, closed.phase
            USING ERRCODE = 'TS006';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_of_open_community AFTER INSERT ON entry
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_open_community();

-- Change records are updated by redact_changes, and by redact_community for a community that is erased.
CREATE OR REPLACE FUNCTION guard_change_record() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
DECLARE
    stack text;
BEGIN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF stack !~ '\nPL/pgSQL function (redact_changes\(uuid,uuid,text,text\[\],text\[\]\)|redact_community\(uuid\)) line ' THEN
        RAISE EXCEPTION 'I5: a change record is never updated' USING ERRCODE = 'TS005';
    END IF;
    RETURN NULL;
END $$;
