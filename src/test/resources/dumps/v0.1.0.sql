-- Tallystick v0.1.0: the demo community.
-- Its signing keys are sealed under a secret of 32 zero bytes.

SET ROLE owner;

-- What belongs to the installation as a whole and not to one community: the directory of communities, logins,
-- exchange systems, signing keys and jobs. On a distributed database these are small tables copied to every node.
-- Everything else is in V2, where community_id leads every key.
-- app is the role under which the service works; the owner of the tables is another.

CREATE TABLE community (
    community_id       uuid        PRIMARY KEY,
    slug               text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name               text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    time_zone          text        NOT NULL,
    balances           text        NOT NULL DEFAULT 'private' CHECK (balances IN ('private', 'members')),
    mediation          text        NOT NULL DEFAULT 'none' CHECK (mediation IN ('none', 'administrators')),
    frozen_may_receive boolean     NOT NULL DEFAULT false,
    -- Raised in the transaction that changes what anyone may do here; the writer and every read compare it.
    access_version     bigint      NOT NULL DEFAULT 1,
    -- The version that the ETag of the profile and rules shows.
    version            bigint      NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL
);

CREATE TABLE app_user (
    user_id       uuid        PRIMARY KEY,
    username      text        NOT NULL UNIQUE CHECK (length(username) BETWEEN 1 AND 100),
    password_hash text,
    operator      boolean     NOT NULL DEFAULT false,
    status        text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
    created_at    timestamptz NOT NULL
);

-- An exchange system: a program that acts for members.
CREATE TABLE client (
    client_id   uuid        PRIMARY KEY,
    name        text        NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
    secret_hash text        NOT NULL,
    status      text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
    created_at  timestamptz NOT NULL
);

-- A session is a family of refresh tokens; using one of them twice ends the whole family.
CREATE TABLE session (
    session_id uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES app_user,
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE refresh_token (
    token_hash bytea       PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX refresh_token_of_session ON refresh_token (session_id);

CREATE TABLE invitation (
    token_hash  bytea       PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES app_user,
    invited_by  uuid        NOT NULL,
    issued_at   timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    accepted_at timestamptz
);

-- The private half is sealed with AES-GCM under the installation's secret.
CREATE TABLE signing_key (
    key_id         text        PRIMARY KEY,
    algorithm      text        NOT NULL,
    public_key     bytea       NOT NULL,
    private_key    bytea       NOT NULL,
    created_at     timestamptz NOT NULL,
    signs_until    timestamptz,
    verifies_until timestamptz
);

CREATE TABLE import_job (
    job_id       uuid        PRIMARY KEY,
    requested_by uuid        NOT NULL,
    requested_at timestamptz NOT NULL,
    community    text,
    dry_run      boolean     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    done         bigint      NOT NULL DEFAULT 0,
    total        bigint      NOT NULL DEFAULT 0,
    errors       jsonb       NOT NULL DEFAULT '[]',
    -- Renewed while the job runs: an import whose process died stops renewing it, and is shown as failed.
    alive_at     timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON community, app_user, client, import_job, session, signing_key TO "app";
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_token, invitation TO "app";

-- The books and what belongs to one community. community_id leads every key and index, no sequence and no foreign key
-- crosses communities, and no statement of the posting path names two: so the same SQL runs on one PostgreSQL and on a
-- cluster that distributes by community_id.
-- No amount, balance, limit or hold is beyond 10^18 minor units, so that sums of a few of them fit a bigint.

CREATE TABLE currency (
    community_id         uuid     NOT NULL REFERENCES community,
    code                 text     NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9]{1,11}$'),
    name                 text     NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    symbol               text     NOT NULL CHECK (length(symbol) BETWEEN 1 AND 12),
    scale                smallint NOT NULL CHECK (scale BETWEEN 0 AND 4),
    -- The order in which the community named them; number 0 is the one that a bare handle addresses.
    position             smallint NOT NULL,
    default_credit_limit bigint   NOT NULL DEFAULT 0 CHECK (default_credit_limit BETWEEN 0 AND 1000000000000000000),
    default_balance_cap  bigint   CHECK (default_balance_cap BETWEEN 0 AND 1000000000000000000),
    PRIMARY KEY (community_id, code),
    UNIQUE (community_id, position)
);

CREATE TABLE member (
    community_id uuid        NOT NULL REFERENCES community,
    member_id    uuid        NOT NULL,
    handle       text        NOT NULL CHECK (handle ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind         text        NOT NULL CHECK (kind IN ('person', 'household', 'organisation')),
    email        text        CHECK (length(email) BETWEEN 3 AND 254),
    status       text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'frozen', 'leaving', 'left')),
    joined       date        NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (community_id, member_id),
    -- A handle is never used again, so a member who left keeps the row.
    UNIQUE (community_id, handle)
);

-- Which users act for which member, and how.
CREATE TABLE membership (
    community_id uuid NOT NULL REFERENCES community,
    user_id      uuid NOT NULL,
    member_id    uuid NOT NULL,
    role         text NOT NULL CHECK (role IN ('owner', 'spender', 'viewer')),
    PRIMARY KEY (community_id, user_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member
);

CREATE TABLE community_role (
    community_id uuid NOT NULL REFERENCES community,
    user_id      uuid NOT NULL,
    role         text NOT NULL CHECK (role IN ('administrator')),
    PRIMARY KEY (community_id, user_id, role)
);

-- What an exchange system may do in this community.
CREATE TABLE client_grant (
    community_id uuid   NOT NULL REFERENCES community,
    client_id    uuid   NOT NULL,
    scopes       text[] NOT NULL,
    PRIMARY KEY (community_id, client_id)
);

-- All that a decision reads of an account stands in its own row, under the row's own lock. Half of each page is left
-- free, so that new versions of a row stay on it (HOT) and no index is touched by a trade.
CREATE TABLE account (
    community_id   uuid     NOT NULL,
    account_id     uuid     NOT NULL,
    currency_code  text     NOT NULL,
    kind           text     NOT NULL CHECK (kind IN ('member', 'fund', 'clearing', 'settlement')),
    member_id      uuid,
    -- The partner community of a clearing account.
    partner        text,
    status         text     NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'frozen', 'leaving', 'closed')),
    balance        bigint   NOT NULL DEFAULT 0 CHECK (balance BETWEEN -1000000000000000000 AND 1000000000000000000),
    entry_count    bigint   NOT NULL DEFAULT 0 CHECK (entry_count >= 0),
    held_out       bigint   NOT NULL DEFAULT 0 CHECK (held_out BETWEEN 0 AND 1000000000000000000),
    held_in        bigint   NOT NULL DEFAULT 0 CHECK (held_in BETWEEN 0 AND 1000000000000000000),
    -- Null: no limit (settlement alone), no cap.
    credit_limit   bigint   CHECK (credit_limit BETWEEN 0 AND 1000000000000000000),
    balance_cap    bigint   CHECK (balance_cap BETWEEN 0 AND 1000000000000000000),
    limits_version bigint   NOT NULL DEFAULT 1,
    last_booked_at timestamptz,
    PRIMARY KEY (community_id, account_id),
    FOREIGN KEY (community_id, currency_code) REFERENCES currency,
    FOREIGN KEY (community_id, member_id) REFERENCES member,
    CHECK ((kind = 'member') = (member_id IS NOT NULL)),
    CHECK ((kind = 'clearing') = (partner IS NOT NULL)),
    CHECK ((kind = 'settlement') = (credit_limit IS NULL))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX account_of_member ON account (community_id, member_id, currency_code) WHERE member_id IS NOT NULL;
CREATE UNIQUE INDEX account_of_community ON account (community_id, kind, currency_code, partner) NULLS NOT DISTINCT
    WHERE member_id IS NULL;

-- Trade ids are UUIDv7 of the booking time (milliseconds), so the primary key is also the order in time.
CREATE TABLE trade (
    community_id  uuid        NOT NULL,
    trade_id      uuid        NOT NULL,
    currency_code text        NOT NULL,
    payer_id      uuid        NOT NULL,
    payee_id      uuid        NOT NULL,
    amount        bigint      NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000000),
    description   text        NOT NULL CHECK (length(description) <= 500),
    booked_at     timestamptz NOT NULL,
    -- The true instant where booked_at came from an imported file; null where they are the same.
    recorded_at   timestamptz,
    value_date    date        NOT NULL,
    -- A user or a client, and the member for whom it acted.
    recorded_by   uuid        NOT NULL,
    on_behalf_of  uuid,
    reverses      uuid,
    reason        text        CHECK (length(reason) <= 500),
    override_by   uuid,
    metadata      jsonb,
    PRIMARY KEY (community_id, trade_id),
    CHECK (override_by IS NULL OR reason IS NOT NULL),
    CHECK (payer_id <> payee_id)
);
CREATE INDEX trade_reversals ON trade (community_id, reverses) WHERE reverses IS NOT NULL;

-- The key is the statement: one account's lines in their order are one range of it.
CREATE TABLE entry (
    community_id  uuid        NOT NULL,
    account_id    uuid        NOT NULL,
    entry_no      bigint      NOT NULL CHECK (entry_no > 0),
    trade_id      uuid        NOT NULL,
    amount        bigint      NOT NULL CHECK (amount <> 0)
                              CHECK (amount BETWEEN -1000000000000000000 AND 1000000000000000000),
    balance_after bigint      NOT NULL CHECK (balance_after BETWEEN -1000000000000000000 AND 1000000000000000000),
    booked_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, account_id, entry_no)
);
CREATE INDEX entry_of_trade ON entry (community_id, trade_id);

-- A key buys at most one unit, for ever: one trade, or the trades of one atomic batch.
CREATE TABLE idempotency_key (
    community_id uuid   NOT NULL,
    caller_id    uuid   NOT NULL,
    key          text   NOT NULL CHECK (length(key) BETWEEN 1 AND 262),
    fingerprint  bytea  NOT NULL,
    trade_ids    uuid[] NOT NULL,
    PRIMARY KEY (community_id, caller_id, key)
);

-- Amounts set aside by pending proposals.
CREATE TABLE hold (
    community_id uuid        NOT NULL,
    hold_id      uuid        NOT NULL,
    payer_id     uuid        NOT NULL,
    payee_id     uuid        NOT NULL,
    amount       bigint      NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000000),
    state        text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'released', 'accepted')),
    trade_id     uuid,
    placed_at    timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (community_id, hold_id),
    CHECK (payer_id <> payee_id),
    CHECK ((state = 'accepted') = (trade_id IS NOT NULL)),
    CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX hold_open ON hold (community_id, hold_id) WHERE state = 'open';

-- Who changed a limit, a role, a status or a rule: when, why, from what to what. Ids are UUIDv7, so the key is the order.
CREATE TABLE change_record (
    community_id uuid        NOT NULL,
    change_id    uuid        NOT NULL,
    subject_kind text        NOT NULL CHECK (subject_kind IN
        ('community', 'currency', 'member', 'limits', 'role', 'membership', 'client', 'session', 'user')),
    subject_id   text        NOT NULL,
    changed_by   uuid        NOT NULL,
    changed_at   timestamptz NOT NULL,
    reason       text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    before       jsonb,
    after        jsonb,
    PRIMARY KEY (community_id, change_id)
);
CREATE INDEX change_of_subject ON change_record (community_id, subject_kind, subject_id, change_id);

GRANT SELECT, INSERT ON trade, entry, idempotency_key, change_record TO "app";
GRANT SELECT, INSERT, UPDATE ON currency, member, hold TO "app";
GRANT SELECT, INSERT, UPDATE, DELETE ON membership, community_role, client_grant TO "app";
-- An account keeps its owner, currency and kind.
GRANT SELECT, INSERT ON account TO "app";
GRANT UPDATE (status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at)
    ON account TO "app";

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
    SET search_path = "public", pg_temp
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
    SET search_path = "public", pg_temp
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
    SET search_path = "public", pg_temp AS $$
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
    SET search_path = "public", pg_temp SET enable_seqscan = off AS $$
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

CREATE TABLE flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL,
    PRIMARY KEY (installed_rank)
);
ALTER TABLE flyway_schema_history ALTER installed_on SET DEFAULT now();

RESET ROLE;
SET session_replication_role = replica;

INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19f4-7012-8c96-adeca2d2b4d8', 'LEAF', 'fund', NULL, NULL, 'active', '0', '0', '0', '0', '0', NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19f4-7012-8c96-adeca2d3e0a4', 'LEAF', 'settlement', NULL, NULL, 'active', '0', '0', '0', '0', NULL, NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19f5-7012-8c96-adeca2d4fb2f', 'HRS', 'fund', NULL, NULL, 'active', '0', '0', '0', '0', '0', NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19f5-7012-8c96-adeca2d4fbc5', 'HRS', 'settlement', NULL, NULL, 'active', '0', '0', '0', '0', NULL, NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a42-7012-8c96-adeca2ec8e07', 'LEAF', 'member', '01a21116-1a3d-7012-8c96-adeca2e1eeb0', NULL, 'active', '3750', '3', '0', '0', '10000', NULL, '1', '2026-11-23 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca2f81156', 'HRS', 'member', '01a21116-1a3d-7012-8c96-adeca2e1eeb0', NULL, 'active', '-150', '1', '0', '0', '1000', NULL, '1', '2026-11-01 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca307b2f7', 'LEAF', 'member', '01a21116-1a43-7012-8c96-adeca2fbd7e6', NULL, 'active', '4225', '4', '0', '0', '10000', NULL, '1', '2026-11-13 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3171e86', 'HRS', 'member', '01a21116-1a43-7012-8c96-adeca2fbd7e6', NULL, 'active', '-325', '1', '0', '0', '1000', NULL, '1', '2026-11-20 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca322503a', 'LEAF', 'member', '01a21116-1a43-7012-8c96-adeca31a24f8', NULL, 'active', '5720', '4', '0', '0', '15000', NULL, '1', '2026-11-23 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca32b4787', 'HRS', 'member', '01a21116-1a43-7012-8c96-adeca31a24f8', NULL, 'active', '125', '2', '0', '0', '1000', NULL, '1', '2026-11-20 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3427b56', 'LEAF', 'member', '01a21116-1a43-7012-8c96-adeca33a4253', NULL, 'active', '-5000', '3', '0', '0', '5000', NULL, '1', '2026-11-08 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca34a68dd', 'HRS', 'member', '01a21116-1a43-7012-8c96-adeca33a4253', NULL, 'active', '200', '1', '0', '0', '1000', NULL, '1', '2026-10-23 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca36792eb', 'LEAF', 'member', '01a21116-1a43-7012-8c96-adeca35bb9f7', NULL, 'active', '-425', '2', '0', '0', '5000', NULL, '1', '2026-11-13 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca370d5d6', 'HRS', 'member', '01a21116-1a43-7012-8c96-adeca35bb9f7', NULL, 'active', '150', '1', '0', '0', '1000', NULL, '1', '2026-11-01 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3883242', 'LEAF', 'member', '01a21116-1a43-7012-8c96-adeca37b911f', NULL, 'active', '-8270', '4', '0', '0', '30000', NULL, '1', '2026-11-17 05:03:11+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca38f567f', 'HRS', 'member', '01a21116-1a43-7012-8c96-adeca37b911f', NULL, 'active', '0', '0', '0', '0', '1000', NULL, '1', NULL);

INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-186a-7012-8c96-adeca2c40a5e', 'operator', '$argon2id$v=19$m=19456,t=2,p=1$IKTgEXl4yJrgD9vV0uSGaw$AWsW9bWSOaYKZDfV2fvxJSAipH9aANQephZ69aa4a2E', 'true', 'active', '2026-11-25 05:03:10.442408+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-1a43-7012-8c96-adeca2faf774', 'alice@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$46NmWWmogwL8iaOtcqji4A$0WiJ41qrWU6Fxw/J/zHhdN8O+8SFz8rwSCB4NHevQyc', 'false', 'active', '2026-11-25 05:03:10.909081+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-1a43-7012-8c96-adeca31770b1', 'bob@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$PLJk6ICHNe167KXDz19O6A$EnIGkTPG3EhblkGq7BWnfhvR/GDwiRXhLFtSHfdiB6A', 'false', 'active', '2026-11-25 05:03:10.909081+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-1a43-7012-8c96-adeca33a33e3', 'carol@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$LqvVRrIvxPuuOVZuo9MXwA$OHdwCSuioBPJqFCkK8yF0DWKorXpLFUv5ugLqoYtKq8', 'false', 'active', '2026-11-25 05:03:10.909081+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-1a43-7012-8c96-adeca34f1e63', 'dan@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$j6hiF346EOT08dCUkrC7cQ$i/+iiAzJKVQZ3Aj7/jqJj9c0phia8gmaKTkHMR8J/lg', 'false', 'active', '2026-11-25 05:03:10.909081+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-1a43-7012-8c96-adeca3799ed3', 'erin@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$fHCxVPUzmaz0/rfCLE6J0Q$iI597dvsRoei3aysuw/Om9X1vBQxOf5YbloOzYmQkJA', 'false', 'active', '2026-11-25 05:03:10.909081+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-1a43-7012-8c96-adeca393a0c3', 'maple-cafe@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$DdscQvmcOLTTnqNUgOi5+Q$KinQwD4yNPEgkMRvsnMte7CrRR8i+liVixdjwohWxDM', 'false', 'active', '2026-11-25 05:03:10.909081+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a21116-1a66-7012-8c96-adeca40b92ac', 'maple-admin', '$argon2id$v=19$m=19456,t=2,p=1$SbSf5nLarofDJ7UrhND6Wg$/bzfRYaO/KK85k123APfvvNhaEfLOwWDzHEuVjQFKEQ', 'false', 'active', '2026-11-25 05:03:10.950576+00');

INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a11-7012-8c96-adeca2d81fc2', 'community', '01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.805107+00', 'the community is made', NULL, '{"name": "Maple LETS", "slug": "maple-lets", "settings": {"balances": "private", "mediation": "none", "frozenMayReceive": false}, "timeZone": "Europe/Lisbon", "currencies": [{"code": "LEAF", "name": "Maple leaf", "scale": 2, "symbol": "🍁", "defaultBalanceCap": null, "defaultCreditLimit": "0.00"}, {"code": "HRS", "name": "Hour", "scale": 2, "symbol": "h", "defaultBalanceCap": null, "defaultCreditLimit": "10.00"}]}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3965013', 'member', '01a21116-1a3d-7012-8c96-adeca2e1eeb0', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Alice Almeida", "email": "alice@maple.example", "owner": "alice@maple-lets", "handle": "alice", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3a345cb', 'limits', '01a21116-1a42-7012-8c96-adeca2ec8e07', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "100.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3aba87b', 'member', '01a21116-1a43-7012-8c96-adeca2fbd7e6', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Bob Brandão", "email": "bob@maple.example", "owner": "bob@maple-lets", "handle": "bob", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3b9df09', 'limits', '01a21116-1a43-7012-8c96-adeca307b2f7', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "100.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3c72ae8', 'member', '01a21116-1a43-7012-8c96-adeca31a24f8', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"kind": "household", "name": "Carol & Chico", "email": "carol@maple.example", "owner": "carol@maple-lets", "handle": "carol", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3d5a617', 'limits', '01a21116-1a43-7012-8c96-adeca322503a', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "150.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3d5e535', 'member', '01a21116-1a43-7012-8c96-adeca33a4253', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Dan Duarte", "email": "dan@maple.example", "owner": "dan@maple-lets", "handle": "dan", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3e099b0', 'limits', '01a21116-1a43-7012-8c96-adeca3427b56', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "50.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3ed7357', 'member', '01a21116-1a43-7012-8c96-adeca35bb9f7', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Erin Esteves", "email": "erin@maple.example", "owner": "erin@maple-lets", "handle": "erin", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3f50f43', 'limits', '01a21116-1a43-7012-8c96-adeca36792eb', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "50.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3f7d743', 'member', '01a21116-1a43-7012-8c96-adeca37b911f', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"kind": "organisation", "name": "The Maple Café", "email": "maple-cafe@maple.example", "owner": "maple-cafe@maple-lets", "handle": "maple-cafe", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a4b-7012-8c96-adeca3fc8f7b', 'limits', '01a21116-1a43-7012-8c96-adeca3883242', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.909081+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "300.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a6b-7012-8c96-adeca40d5dc8', 'role', 'maple-admin', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.955555+00', 'the demo community is made', NULL, '{"role": "administrator"}');



INSERT INTO community (community_id, slug, name, time_zone, balances, mediation, frozen_may_receive, access_version, version, created_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', 'maple-lets', 'Maple LETS', 'Europe/Lisbon', 'private', 'none', 'false', '2', '1', '2026-11-25 05:03:10.805107+00');

INSERT INTO community_role (community_id, user_id, role) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a66-7012-8c96-adeca40b92ac', 'administrator');

INSERT INTO currency (community_id, code, name, symbol, scale, "position", default_credit_limit, default_balance_cap) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', 'HRS', 'Hour', 'h', '2', '1', '1000', NULL);
INSERT INTO currency (community_id, code, name, symbol, scale, "position", default_credit_limit, default_balance_cap) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', 'LEAF', 'Maple leaf', '🍁', '2', '0', '0', NULL);

INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a42-7012-8c96-adeca2ec8e07', '1', '01a14317-ba98-7012-8c96-adeca42323f4', '-1250', '-1250', '2026-10-16 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a42-7012-8c96-adeca2ec8e07', '2', '01a180e4-0a98-7012-8c96-adeca450c98c', '2000', '750', '2026-10-28 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a42-7012-8c96-adeca2ec8e07', '3', '01a206c9-6298-7012-8c96-adeca4a76fd3', '3000', '3750', '2026-11-23 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca2f81156', '1', '01a1957d-7a98-7012-8c96-adeca45f5b06', '-150', '-150', '2026-11-01 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca307b2f7', '1', '01a14d64-7298-7012-8c96-adeca432809b', '6000', '6000', '2026-10-18 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca307b2f7', '2', '01a15cd7-8698-7012-8c96-adeca432f567', '-2500', '3500', '2026-10-21 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca307b2f7', '3', '01a1b989-fe98-7012-8c96-adeca47a3df5', '2300', '5800', '2026-11-08 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca307b2f7', '4', '01a1d349-ca98-7012-8c96-adeca487a3ac', '-1575', '4225', '2026-11-13 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3171e86', '1', '01a1f756-4e98-7012-8c96-adeca49e1668', '-325', '-325', '2026-11-20 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca322503a', '1', '01a15cd7-8698-7012-8c96-adeca432f567', '2500', '2500', '2026-10-21 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca322503a', '2', '01a17697-5298-7012-8c96-adeca44c6c98', '1800', '4300', '2026-10-26 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca322503a', '3', '01a1e7e3-3a98-7012-8c96-adeca49700f4', '4420', '8720', '2026-11-17 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca322503a', '4', '01a206c9-6298-7012-8c96-adeca4a76fd3', '-3000', '5720', '2026-11-23 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca32b4787', '1', '01a16724-3e98-7012-8c96-adeca43dee4b', '-200', '-200', '2026-10-23 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca32b4787', '2', '01a1f756-4e98-7012-8c96-adeca49e1668', '325', '125', '2026-11-20 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3427b56', '1', '01a17697-5298-7012-8c96-adeca44c6c98', '-1800', '-1800', '2026-10-26 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3427b56', '2', '01a1a4f0-8e98-7012-8c96-adeca46e9c80', '-900', '-2700', '2026-11-04 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3427b56', '3', '01a1b989-fe98-7012-8c96-adeca47a3df5', '-2300', '-5000', '2026-11-08 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca34a68dd', '1', '01a16724-3e98-7012-8c96-adeca43dee4b', '200', '200', '2026-10-23 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca36792eb', '1', '01a180e4-0a98-7012-8c96-adeca450c98c', '-2000', '-2000', '2026-10-28 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca36792eb', '2', '01a1d349-ca98-7012-8c96-adeca487a3ac', '1575', '-425', '2026-11-13 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca370d5d6', '1', '01a1957d-7a98-7012-8c96-adeca45f5b06', '150', '150', '2026-11-01 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3883242', '1', '01a14317-ba98-7012-8c96-adeca42323f4', '1250', '1250', '2026-10-16 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3883242', '2', '01a14d64-7298-7012-8c96-adeca432809b', '-6000', '-4750', '2026-10-18 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3883242', '3', '01a1a4f0-8e98-7012-8c96-adeca46e9c80', '900', '-3850', '2026-11-04 05:03:11+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3883242', '4', '01a1e7e3-3a98-7012-8c96-adeca49700f4', '-4420', '-8270', '2026-11-17 05:03:11+00');

INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES ('1', '1', 'installation', 'SQL', 'db/migration/V1__installation.sql', '940593874', 'tallystick_owner', '2026-11-25 05:03:08.779621', '28', 'true');
INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES ('2', '2', 'books', 'SQL', 'db/migration/V2__books.sql', '-3718461', 'tallystick_owner', '2026-11-25 05:03:08.837744', '48', 'true');
INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES ('3', '3', 'guards', 'SQL', 'db/guards/V3__guards.sql', '-1527783038', 'tallystick_owner', '2026-11-25 05:03:08.918055', '16', 'true');


INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-0', E'\\x388ae47db47fdf3afdb33c94459dd89d', '{01a14317-ba98-7012-8c96-adeca42323f4}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-1', E'\\x2a0b49e713908e823a638aaa3fb5da20', '{01a14d64-7298-7012-8c96-adeca432809b}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-10', E'\\xf66bdacfc729e87bdec2665078b3906b', '{01a1e7e3-3a98-7012-8c96-adeca49700f4}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-11', E'\\x741eb582fac910e3fa972876b04b3afe', '{01a1f756-4e98-7012-8c96-adeca49e1668}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-12', E'\\x6f0f2415f390bac9eb57db9c49cc9013', '{01a206c9-6298-7012-8c96-adeca4a76fd3}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-2', E'\\x7413b53b383d8b82952679b32c0ff564', '{01a15cd7-8698-7012-8c96-adeca432f567}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-3', E'\\x397caca0961596311f220353b7b25c5a', '{01a16724-3e98-7012-8c96-adeca43dee4b}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-4', E'\\x044e51ae52ba93ddf18ad14071e963b9', '{01a17697-5298-7012-8c96-adeca44c6c98}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-5', E'\\x4b2bcb7ec59a6453d6cd044e424a9b5a', '{01a180e4-0a98-7012-8c96-adeca450c98c}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-6', E'\\xf08782ad4ca55fb23ccd29158de77b54', '{01a1957d-7a98-7012-8c96-adeca45f5b06}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-7', E'\\x4e00979c9790b1dff86e31f95febf233', '{01a1a4f0-8e98-7012-8c96-adeca46e9c80}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-8', E'\\xd1af299479aa0381d7c8428fd2c4a8fb', '{01a1b989-fe98-7012-8c96-adeca47a3df5}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-19d5-7012-8c96-adeca2d2071a', 'demo-9', E'\\xfaf5866e273e910191cd4d65ce513d72', '{01a1d349-ca98-7012-8c96-adeca487a3ac}');


INSERT INTO invitation (token_hash, user_id, invited_by, issued_at, expires_at, accepted_at) VALUES (E'\\x2a62e757905a0f3fd602b7734cc09ff97bdeb46114823dfc714172bf01742f62', '01a21116-1a66-7012-8c96-adeca40b92ac', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.9618+00', '2026-12-02 05:03:10.9618+00', NULL);

INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a3d-7012-8c96-adeca2e1eeb0', 'alice', 'Alice Almeida', 'person', 'alice@maple.example', 'active', '2026-11-25', '1', '2026-11-25 05:03:10.909081+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca2fbd7e6', 'bob', 'Bob Brandão', 'person', 'bob@maple.example', 'active', '2026-11-25', '1', '2026-11-25 05:03:10.909081+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca31a24f8', 'carol', 'Carol & Chico', 'household', 'carol@maple.example', 'active', '2026-11-25', '1', '2026-11-25 05:03:10.909081+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca33a4253', 'dan', 'Dan Duarte', 'person', 'dan@maple.example', 'active', '2026-11-25', '1', '2026-11-25 05:03:10.909081+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca35bb9f7', 'erin', 'Erin Esteves', 'person', 'erin@maple.example', 'active', '2026-11-25', '1', '2026-11-25 05:03:10.909081+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca37b911f', 'maple-cafe', 'The Maple Café', 'organisation', 'maple-cafe@maple.example', 'active', '2026-11-25', '1', '2026-11-25 05:03:10.909081+00');

INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca2faf774', '01a21116-1a3d-7012-8c96-adeca2e1eeb0', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca31770b1', '01a21116-1a43-7012-8c96-adeca2fbd7e6', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca33a33e3', '01a21116-1a43-7012-8c96-adeca31a24f8', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca34f1e63', '01a21116-1a43-7012-8c96-adeca33a4253', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca3799ed3', '01a21116-1a43-7012-8c96-adeca35bb9f7', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a21116-1a43-7012-8c96-adeca393a0c3', '01a21116-1a43-7012-8c96-adeca37b911f', 'owner');


INSERT INTO session (session_id, user_id, started_at, expires_at, ended_at) VALUES ('01a21116-1a4f-7012-8c96-adeca408c40d', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:10.927866+00', '2026-11-25 05:05:10.927866+00', NULL);
INSERT INTO session (session_id, user_id, started_at, expires_at, ended_at) VALUES ('01a21116-1e04-7012-8c96-adeca419af01', '01a21116-186a-7012-8c96-adeca2c40a5e', '2026-11-25 05:03:11.87603+00', '2026-11-25 05:05:11.87603+00', NULL);

INSERT INTO signing_key (key_id, algorithm, public_key, private_key, created_at, signs_until, verifies_until) VALUES ('FwiMS4YFibP2gVM2', 'RS256', E'\\x30820122300d06092a864886f70d01010105000382010f003082010a0282010100a095405b80747ebcf89200a7e8be26de4be16a4612c2b8463ba61c283447da8e78ffbc7ccafe03d4685aeb92c319c6f7b6547db9605e5cd5086194e0fcef4f6f3a6820591f808392b7fd3145da8bf895a4f11876886cdbcdf4ff08b04985bec68c5e9eaccf2389943ee6132b826a65540e784b26a71cf7c0084dbd3df7a580df2566790ad26ed78aa2eac2ffc5d667098e9079f07adeba3ed1502026b5f10cf462bf416646cf03a9bad889558621bd5c89d00d2278a54d8fb862b5bb457a7405775ee69e5ba89ee3eb03dd409e491f895121b6ab692e764759238f07235b956b6b847cca5330350c2588192bdf8ff7458fee55bad8afbb9ddc4288a8264f618b0203010001', E'\\xe102ed915bbdbac45e7a834facc1e5570b153b2d9864d3021819b59e27ea1d383a33b28c8e3e3972c0c6b96c05b63a1f20dff030df10e5fc519c77c1e7a30f18839ea8b4b409237319a64d4e84875ca749b1068361d8546dff59963eb282fe9cd41a70c6417f2fe97c23cd1187d76553853248caf922eddf6ea96ea74b655628011aa0c0971db207c32c36cff075b6564877202fd8a5bfbc05b2e3525ef78840edac91a86db4487869b4d384086f4fca3e099b72d3ee167c86e959f4400f5a02d0a5414c1e43dac7c0eddee3e552de259b251b4ca4a95c55d302799681334736b279caba963c7e6a3f538bf3035046cb3f3d883801efccc9d7c3f5426456db59feaf7111b567149c5b465d0b6671139a63de4321265f8444d2d9e7bb95d515ab2c7a838d2ad66712240bf190a5102da052a54b795754d43dac29331f863f68a8e160cd3f2de64e36fd0086ac7e8dd941fbd7725c4971a0a13cef9b715de71cf53af4e2648916d5aefac3383b407e48dc5e420b0fe969ec4e59f5220eb21d2819ad8b51b096757d63fc0ad559634ec3c2f33bf031e356b3bd550607f0b9683fb369476fee3bf98e81d125776a9a6c542ded1184392eefed5efc95b287923b34ffbbc6a0d0ad52eb8bf101329c25c8ca046454e0744e0f9406e7086a91165e5d1e58573fc549de9432fbe22b5a479ac5a68d417b61fe9595232acbcc251edabeac52485255b1c4923f8863a4c044d40f37896c359e8edc0be5c328648365ff9fb950b2f1ca0cb86ef7ebefa6e07bd612823fe83c56b703dae581baf56f23bafa5b99d1ed4ea1129c5c05094fe19067e29d7bb4d0650cf5b2ee592d67273f0d4e06fe4706ec5d663b155a4aa74bd2722010e30e3528bc211de4cbb79c72aed97151802dfb400422e1de785c284e69a736b3687883f3c187f62e2a8e78fdadb63708ad65caddb3202e278bf694c09be9b7b606b49d9718cd125cfaeefc9fce011d0fe169e74604c973864143f27959ce4d95d1dc4985fac91cd60bdce47bd4189d579f71049998335bad3c0a5e3957d0efbfb297f8086e6b2cb901d0b0deaaa7ff57bbbb1a72aea774cad9a442d84d0561e6d69358a908dac286b5b019cb42d7d53fbe82db537da8a2af8fdcc2ccbbe8d31e235a86401704639c1c032a465f0d710b64c866b5ed46f0b1e37ef822d20438d0333c071b84ea985da6ea3afed51ff7a9d3b2423d6877e414687f8d6aef935127f068c631fec515eb2921f440b9eee77e0bffa2c14ab361327b149eb85766071fa402ad09fb1ca4210271d272602379f548f7ed2f1fe5ef2bb19197808a2f2e38a618f86ea9afbed6867633af4ef824e8b911fef270d65dbc12a2458f2b5ccc9956ad5dadc780b602ccff22ecb4992590838c8fa782b6f87c254c02bc894fb2840813ac0a2867d5cc13a8e8e0f76b26928f05018cfa3f2aedf1bdd1acbba6ef7ce2be9ce921f104ea845f44c1cfb851c374e2a02fa05b72809ea245027b1b00553e4d6f85ac08c330b94021095ee68a951fe91ba66c214cfed3c08496fe6004b2bf832c7f28a672983c46f9989f605698b47a36ff0112e5d6e47dceab0cc6afb8f74c957ec503bc1bfc8d8d45e4bf079bec51ad0cc0cfaf2703913fa3d1cdc1bf054f3590186f1117690546e58e3957da90a8d336d957b0d22ea86ee574e1c3fd71df9841c2b6c8b8eded30c94fa3ac41dd56d707c6a3f216f2c5c191ff52d92b4ea0c0ddcc856680e074cb4a', '2026-11-25 05:03:09.532888+00', NULL, NULL);

INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a14317-ba98-7012-8c96-adeca42323f4', 'LEAF', '01a21116-1a42-7012-8c96-adeca2ec8e07', '01a21116-1a43-7012-8c96-adeca3883242', '1250', 'Breakfast for two', '2026-10-16 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-10-16', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a14d64-7298-7012-8c96-adeca432809b', 'LEAF', '01a21116-1a43-7012-8c96-adeca3883242', '01a21116-1a43-7012-8c96-adeca307b2f7', '6000', 'Repair of the coffee machine', '2026-10-18 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-10-18', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a15cd7-8698-7012-8c96-adeca432f567', 'LEAF', '01a21116-1a43-7012-8c96-adeca307b2f7', '01a21116-1a43-7012-8c96-adeca322503a', '2500', 'Vegetable box', '2026-10-21 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-10-21', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a16724-3e98-7012-8c96-adeca43dee4b', 'HRS', '01a21116-1a43-7012-8c96-adeca32b4787', '01a21116-1a43-7012-8c96-adeca34a68dd', '200', 'Help in the garden', '2026-10-23 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-10-23', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a17697-5298-7012-8c96-adeca44c6c98', 'LEAF', '01a21116-1a43-7012-8c96-adeca3427b56', '01a21116-1a43-7012-8c96-adeca322503a', '1800', 'Honey, three jars', '2026-10-26 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-10-26', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a180e4-0a98-7012-8c96-adeca450c98c', 'LEAF', '01a21116-1a43-7012-8c96-adeca36792eb', '01a21116-1a42-7012-8c96-adeca2ec8e07', '2000', 'Guitar lesson', '2026-10-28 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-10-28', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a1957d-7a98-7012-8c96-adeca45f5b06', 'HRS', '01a21116-1a43-7012-8c96-adeca2f81156', '01a21116-1a43-7012-8c96-adeca370d5d6', '150', 'Mending a coat', '2026-11-01 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-11-01', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a1a4f0-8e98-7012-8c96-adeca46e9c80', 'LEAF', '01a21116-1a43-7012-8c96-adeca3427b56', '01a21116-1a43-7012-8c96-adeca3883242', '900', 'Lunch', '2026-11-04 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-11-04', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a1b989-fe98-7012-8c96-adeca47a3df5', 'LEAF', '01a21116-1a43-7012-8c96-adeca3427b56', '01a21116-1a43-7012-8c96-adeca307b2f7', '2300', 'Bicycle repair', '2026-11-08 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-11-08', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a1d349-ca98-7012-8c96-adeca487a3ac', 'LEAF', '01a21116-1a43-7012-8c96-adeca307b2f7', '01a21116-1a43-7012-8c96-adeca36792eb', '1575', 'Jam and bread', '2026-11-13 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-11-13', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a1e7e3-3a98-7012-8c96-adeca49700f4', 'LEAF', '01a21116-1a43-7012-8c96-adeca3883242', '01a21116-1a43-7012-8c96-adeca322503a', '4420', 'Eggs and salad', '2026-11-17 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-11-17', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a1f756-4e98-7012-8c96-adeca49e1668', 'HRS', '01a21116-1a43-7012-8c96-adeca3171e86', '01a21116-1a43-7012-8c96-adeca32b4787', '325', 'Looking after the children', '2026-11-20 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-11-20', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a21116-19d5-7012-8c96-adeca2d2071a', '01a206c9-6298-7012-8c96-adeca4a76fd3', 'LEAF', '01a21116-1a43-7012-8c96-adeca322503a', '01a21116-1a42-7012-8c96-adeca2ec8e07', '3000', 'Accounts for the household', '2026-11-23 05:03:11+00', '2026-11-25 05:03:11.903474+00', '2026-11-23', '01a21116-186a-7012-8c96-adeca2c40a5e', NULL, NULL, NULL, NULL, NULL);

SET session_replication_role = origin;
