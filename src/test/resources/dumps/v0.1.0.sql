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

-- I3 from the account's side: its entries grow by new ones that begin where it stood. The scalar sub-select is a look-up
-- by the primary key for each row, whatever the planner thinks.
CREATE FUNCTION guard_account_update() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "public", pg_temp
    SET enable_seqscan = off SET enable_nestloop = off AS $$
DECLARE
    culprit record;
BEGIN
    SELECT n.account_id INTO culprit
      FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id AND o.community_id = n.community_id
     WHERE n.entry_count > o.entry_count
       AND (SELECT e.balance_after - e.amount = o.balance
                   AND e.booked_at >= coalesce(o.last_booked_at, e.booked_at)
              FROM entry e
             WHERE e.community_id = o.community_id AND e.account_id = o.account_id
               AND e.entry_no = o.entry_count + 1) IS NOT TRUE
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

INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f13f-7a02-8839-c587dcf9d2e0', 'LEAF', 'fund', NULL, NULL, 'active', '0', '0', '0', '0', '0', NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f13f-7a02-8839-c587dcfe2d72', 'LEAF', 'settlement', NULL, NULL, 'active', '0', '0', '0', '0', NULL, NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f140-7a02-8839-c587dd068faa', 'HRS', 'fund', NULL, NULL, 'active', '0', '0', '0', '0', '0', NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f140-7a02-8839-c587dd11a157', 'HRS', 'settlement', NULL, NULL, 'active', '0', '0', '0', '0', NULL, NULL, '1', NULL);
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18c-7a02-8839-c587dd265ef9', 'LEAF', 'member', '01a210bb-f188-7a02-8839-c587dd1d07f7', NULL, 'active', '3750', '3', '0', '0', '10000', NULL, '1', '2026-11-23 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd337e98', 'HRS', 'member', '01a210bb-f188-7a02-8839-c587dd1d07f7', NULL, 'active', '-150', '1', '0', '0', '1000', NULL, '1', '2026-11-01 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd47bcbd', 'LEAF', 'member', '01a210bb-f18e-7a02-8839-c587dd3f19b1', NULL, 'active', '4225', '4', '0', '0', '10000', NULL, '1', '2026-11-13 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd541b93', 'HRS', 'member', '01a210bb-f18e-7a02-8839-c587dd3f19b1', NULL, 'active', '-325', '1', '0', '0', '1000', NULL, '1', '2026-11-20 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd7150a9', 'LEAF', 'member', '01a210bb-f18e-7a02-8839-c587dd622e49', NULL, 'active', '5720', '4', '0', '0', '15000', NULL, '1', '2026-11-23 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd76898f', 'HRS', 'member', '01a210bb-f18e-7a02-8839-c587dd622e49', NULL, 'active', '125', '2', '0', '0', '1000', NULL, '1', '2026-11-20 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd86e87f', 'LEAF', 'member', '01a210bb-f18e-7a02-8839-c587dd7c5680', NULL, 'active', '-5000', '3', '0', '0', '5000', NULL, '1', '2026-11-08 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd8cbd3f', 'HRS', 'member', '01a210bb-f18e-7a02-8839-c587dd7c5680', NULL, 'active', '200', '1', '0', '0', '1000', NULL, '1', '2026-10-23 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dda62533', 'LEAF', 'member', '01a210bb-f18e-7a02-8839-c587dd9c9363', NULL, 'active', '-425', '2', '0', '0', '5000', NULL, '1', '2026-11-13 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddae3a4a', 'HRS', 'member', '01a210bb-f18e-7a02-8839-c587dd9c9363', NULL, 'active', '150', '1', '0', '0', '1000', NULL, '1', '2026-11-01 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddd327e7', 'LEAF', 'member', '01a210bb-f18e-7a02-8839-c587ddcc6fc1', NULL, 'active', '-8270', '4', '0', '0', '30000', NULL, '1', '2026-11-17 03:24:42+00');
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, partner, status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddd91c22', 'HRS', 'member', '01a210bb-f18e-7a02-8839-c587ddcc6fc1', NULL, 'active', '0', '0', '0', '0', '1000', NULL, '1', NULL);

INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-efe8-7a02-8839-c587dcebe1cd', 'operator', '$argon2id$v=19$m=19456,t=2,p=1$6jEbVKw/lJLvVxkoLX5jhQ$BJztjqQyhYWCRlR9PYGIgjOUqbyrw8ZCHHgIIFSVOHo', 'true', 'active', '2026-11-25 03:24:41.832858+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-f18e-7a02-8839-c587dd3b68d3', 'alice@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$fDBzmmyqo/gHa1RqgL+2Yw$UmRDXznZf36BGlI/WssqC07FXTYgIdHto+t8QiFALkA', 'false', 'active', '2026-11-25 03:24:42.247538+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-f18e-7a02-8839-c587dd58a409', 'bob@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$+aize6eUJOASmwxaZy6xBA$DssK6WQcCwQ76LHQ3sauVhS3/kmKbSXJUPqGtFdm7Co', 'false', 'active', '2026-11-25 03:24:42.247538+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-f18e-7a02-8839-c587dd797d28', 'carol@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$6g2zcKStZIaDBM4yjDx/PQ$hjRbDbc4OyeVEi/v8YtWKGG6vYT/VXpStodWonCppvo', 'false', 'active', '2026-11-25 03:24:42.247538+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-f18e-7a02-8839-c587dd97173e', 'dan@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$1EkfOkgdoSWnmT1tXuMRhA$GKGCSl38qZ5kGb7H1z/+a3fNDwuuD2d5HEo3AZKSr0I', 'false', 'active', '2026-11-25 03:24:42.247538+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-f18e-7a02-8839-c587ddbd0915', 'erin@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$d2+MTo4tPaeXY+7LRLr+nA$XAOuGtV2C50xjFYe5w3FESFHZDmoYvVE6gvtLVy5qtI', 'false', 'active', '2026-11-25 03:24:42.247538+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-f18e-7a02-8839-c587dde03f90', 'maple-cafe@maple-lets', '$argon2id$v=19$m=19456,t=2,p=1$iJvGLaEXjJWQsznigrQ30g$sKWl+fq3YaOO3Bnj+TZsEBzijGZa+9K45pxFX9HZcSQ', 'false', 'active', '2026-11-25 03:24:42.247538+00');
INSERT INTO app_user (user_id, username, password_hash, operator, status, created_at) VALUES ('01a210bb-f1a6-7a02-8839-c587de65c613', 'maple-admin', '$argon2id$v=19$m=19456,t=2,p=1$We3lcx+BdLHRcXrkPeZtlw$IsO2LlUtIxC6T4v3wOhOQM9tbby/RsgwmBqdpqGJXYk', 'false', 'active', '2026-11-25 03:24:42.278023+00');

INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f15d-7a02-8839-c587dd12e217', 'community', '01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.146973+00', 'the community is made', NULL, '{"name": "Maple LETS", "slug": "maple-lets", "settings": {"balances": "private", "mediation": "none", "frozenMayReceive": false}, "timeZone": "Europe/Lisbon", "currencies": [{"code": "LEAF", "name": "Maple leaf", "scale": 2, "symbol": "🍁", "defaultBalanceCap": null, "defaultCreditLimit": "0.00"}, {"code": "HRS", "name": "Hour", "scale": 2, "symbol": "h", "defaultBalanceCap": null, "defaultCreditLimit": "10.00"}]}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587dde54ace', 'member', '01a210bb-f188-7a02-8839-c587dd1d07f7', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Alice Almeida", "email": "alice@maple.example", "owner": "alice@maple-lets", "handle": "alice", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587ddf51efe', 'limits', '01a210bb-f18c-7a02-8839-c587dd265ef9', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "100.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de01545c', 'member', '01a210bb-f18e-7a02-8839-c587dd3f19b1', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Bob Brandão", "email": "bob@maple.example", "owner": "bob@maple-lets", "handle": "bob", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de0ecb00', 'limits', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "100.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de169e13', 'member', '01a210bb-f18e-7a02-8839-c587dd622e49', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"kind": "household", "name": "Carol & Chico", "email": "carol@maple.example", "owner": "carol@maple-lets", "handle": "carol", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de1d8d88', 'limits', '01a210bb-f18e-7a02-8839-c587dd7150a9', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "150.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de2ae02e', 'member', '01a210bb-f18e-7a02-8839-c587dd7c5680', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Dan Duarte", "email": "dan@maple.example", "owner": "dan@maple-lets", "handle": "dan", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de31e370', 'limits', '01a210bb-f18e-7a02-8839-c587dd86e87f', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "50.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de372b51', 'member', '01a210bb-f18e-7a02-8839-c587dd9c9363', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"kind": "person", "name": "Erin Esteves", "email": "erin@maple.example", "owner": "erin@maple-lets", "handle": "erin", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de468492', 'limits', '01a210bb-f18e-7a02-8839-c587dda62533', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "50.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de4783ed', 'member', '01a210bb-f18e-7a02-8839-c587ddcc6fc1', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"kind": "organisation", "name": "The Maple Café", "email": "maple-cafe@maple.example", "owner": "maple-cafe@maple-lets", "handle": "maple-cafe", "status": "active"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f196-7a02-8839-c587de51cd02', 'limits', '01a210bb-f18e-7a02-8839-c587ddd327e7', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.247538+00', 'the demo community is made', NULL, '{"balanceCap": null, "creditLimit": "300.00"}');
INSERT INTO change_record (community_id, change_id, subject_kind, subject_id, changed_by, changed_at, reason, before, after) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f1a8-7a02-8839-c587de6a51ea', 'role', 'maple-admin', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.280847+00', 'the demo community is made', NULL, '{"role": "administrator"}');



INSERT INTO community (community_id, slug, name, time_zone, balances, mediation, frozen_may_receive, access_version, version, created_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', 'maple-lets', 'Maple LETS', 'Europe/Lisbon', 'private', 'none', 'false', '2', '1', '2026-11-25 03:24:42.146973+00');

INSERT INTO community_role (community_id, user_id, role) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f1a6-7a02-8839-c587de65c613', 'administrator');

INSERT INTO currency (community_id, code, name, symbol, scale, "position", default_credit_limit, default_balance_cap) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', 'HRS', 'Hour', 'h', '2', '1', '1000', NULL);
INSERT INTO currency (community_id, code, name, symbol, scale, "position", default_credit_limit, default_balance_cap) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', 'LEAF', 'Maple leaf', '🍁', '2', '0', '0', NULL);

INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18c-7a02-8839-c587dd265ef9', '1', '01a142bd-9090-7a02-8839-c587de739537', '-1250', '-1250', '2026-10-16 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18c-7a02-8839-c587dd265ef9', '2', '01a18089-e090-7a02-8839-c587de9bdebb', '2000', '750', '2026-10-28 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18c-7a02-8839-c587dd265ef9', '3', '01a2066f-3890-7a02-8839-c587debd65c6', '3000', '3750', '2026-11-23 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd337e98', '1', '01a19523-5090-7a02-8839-c587de9c24d6', '-150', '-150', '2026-11-01 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '1', '01a14d0a-4890-7a02-8839-c587de73cf44', '6000', '6000', '2026-10-18 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '2', '01a15c7d-5c90-7a02-8839-c587de7b9fc4', '-2500', '3500', '2026-10-21 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '3', '01a1b92f-d490-7a02-8839-c587deab92b3', '2300', '5800', '2026-11-08 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '4', '01a1d2ef-a090-7a02-8839-c587deb182ed', '-1575', '4225', '2026-11-13 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd541b93', '1', '01a1f6fc-2490-7a02-8839-c587deb62511', '-325', '-325', '2026-11-20 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd7150a9', '1', '01a15c7d-5c90-7a02-8839-c587de7b9fc4', '2500', '2500', '2026-10-21 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd7150a9', '2', '01a1763d-2890-7a02-8839-c587de8f9240', '1800', '4300', '2026-10-26 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd7150a9', '3', '01a1e789-1090-7a02-8839-c587deb2700d', '4420', '8720', '2026-11-17 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd7150a9', '4', '01a2066f-3890-7a02-8839-c587debd65c6', '-3000', '5720', '2026-11-23 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd76898f', '1', '01a166ca-1490-7a02-8839-c587de84c4c5', '-200', '-200', '2026-10-23 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd76898f', '2', '01a1f6fc-2490-7a02-8839-c587deb62511', '325', '125', '2026-11-20 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd86e87f', '1', '01a1763d-2890-7a02-8839-c587de8f9240', '-1800', '-1800', '2026-10-26 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd86e87f', '2', '01a1a496-6490-7a02-8839-c587dea1a881', '-900', '-2700', '2026-11-04 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd86e87f', '3', '01a1b92f-d490-7a02-8839-c587deab92b3', '-2300', '-5000', '2026-11-08 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd8cbd3f', '1', '01a166ca-1490-7a02-8839-c587de84c4c5', '200', '200', '2026-10-23 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dda62533', '1', '01a18089-e090-7a02-8839-c587de9bdebb', '-2000', '-2000', '2026-10-28 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dda62533', '2', '01a1d2ef-a090-7a02-8839-c587deb182ed', '1575', '-425', '2026-11-13 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddae3a4a', '1', '01a19523-5090-7a02-8839-c587de9c24d6', '150', '150', '2026-11-01 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddd327e7', '1', '01a142bd-9090-7a02-8839-c587de739537', '1250', '1250', '2026-10-16 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddd327e7', '2', '01a14d0a-4890-7a02-8839-c587de73cf44', '-6000', '-4750', '2026-10-18 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddd327e7', '3', '01a1a496-6490-7a02-8839-c587dea1a881', '900', '-3850', '2026-11-04 03:24:42+00');
INSERT INTO entry (community_id, account_id, entry_no, trade_id, amount, balance_after, booked_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddd327e7', '4', '01a1e789-1090-7a02-8839-c587deb2700d', '-4420', '-8270', '2026-11-17 03:24:42+00');

INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES ('1', '1', 'installation', 'SQL', 'db/migration/V1__installation.sql', '940593874', 'tallystick_owner', '2026-11-25 03:24:40.206658', '36', 'true');
INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES ('2', '2', 'books', 'SQL', 'db/migration/V2__books.sql', '-3718461', 'tallystick_owner', '2026-11-25 03:24:40.287806', '45', 'true');
INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES ('3', '3', 'guards', 'SQL', 'db/guards/V3__guards.sql', '1463563691', 'tallystick_owner', '2026-11-25 03:24:40.369805', '18', 'true');


INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-0', E'\\x388ae47db47fdf3afdb33c94459dd89d', '{01a142bd-9090-7a02-8839-c587de739537}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-1', E'\\x2a0b49e713908e823a638aaa3fb5da20', '{01a14d0a-4890-7a02-8839-c587de73cf44}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-10', E'\\xf66bdacfc729e87bdec2665078b3906b', '{01a1e789-1090-7a02-8839-c587deb2700d}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-11', E'\\x741eb582fac910e3fa972876b04b3afe', '{01a1f6fc-2490-7a02-8839-c587deb62511}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-12', E'\\x6f0f2415f390bac9eb57db9c49cc9013', '{01a2066f-3890-7a02-8839-c587debd65c6}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-2', E'\\x7413b53b383d8b82952679b32c0ff564', '{01a15c7d-5c90-7a02-8839-c587de7b9fc4}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-3', E'\\x397caca0961596311f220353b7b25c5a', '{01a166ca-1490-7a02-8839-c587de84c4c5}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-4', E'\\x044e51ae52ba93ddf18ad14071e963b9', '{01a1763d-2890-7a02-8839-c587de8f9240}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-5', E'\\x4b2bcb7ec59a6453d6cd044e424a9b5a', '{01a18089-e090-7a02-8839-c587de9bdebb}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-6', E'\\xf08782ad4ca55fb23ccd29158de77b54', '{01a19523-5090-7a02-8839-c587de9c24d6}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-7', E'\\x4e00979c9790b1dff86e31f95febf233', '{01a1a496-6490-7a02-8839-c587dea1a881}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-8', E'\\xd1af299479aa0381d7c8428fd2c4a8fb', '{01a1b92f-d490-7a02-8839-c587deab92b3}');
INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f122-7a02-8839-c587dcf941c9', 'demo-9', E'\\xfaf5866e273e910191cd4d65ce513d72', '{01a1d2ef-a090-7a02-8839-c587deb182ed}');


INSERT INTO invitation (token_hash, user_id, invited_by, issued_at, expires_at, accepted_at) VALUES (E'\\x12e60c95c438c5b4184d41a25cd233fcab390e9a73f4460880dc9421b4955fae', '01a210bb-f1a6-7a02-8839-c587de65c613', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.285171+00', '2026-12-02 03:24:42.285171+00', NULL);

INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f188-7a02-8839-c587dd1d07f7', 'alice', 'Alice Almeida', 'person', 'alice@maple.example', 'active', '2026-11-25', '1', '2026-11-25 03:24:42.247538+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd3f19b1', 'bob', 'Bob Brandão', 'person', 'bob@maple.example', 'active', '2026-11-25', '1', '2026-11-25 03:24:42.247538+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd622e49', 'carol', 'Carol & Chico', 'household', 'carol@maple.example', 'active', '2026-11-25', '1', '2026-11-25 03:24:42.247538+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd7c5680', 'dan', 'Dan Duarte', 'person', 'dan@maple.example', 'active', '2026-11-25', '1', '2026-11-25 03:24:42.247538+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd9c9363', 'erin', 'Erin Esteves', 'person', 'erin@maple.example', 'active', '2026-11-25', '1', '2026-11-25 03:24:42.247538+00');
INSERT INTO member (community_id, member_id, handle, name, kind, email, status, joined, version, created_at) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddcc6fc1', 'maple-cafe', 'The Maple Café', 'organisation', 'maple-cafe@maple.example', 'active', '2026-11-25', '1', '2026-11-25 03:24:42.247538+00');

INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd3b68d3', '01a210bb-f188-7a02-8839-c587dd1d07f7', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd58a409', '01a210bb-f18e-7a02-8839-c587dd3f19b1', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd797d28', '01a210bb-f18e-7a02-8839-c587dd622e49', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dd97173e', '01a210bb-f18e-7a02-8839-c587dd7c5680', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587ddbd0915', '01a210bb-f18e-7a02-8839-c587dd9c9363', 'owner');
INSERT INTO membership (community_id, user_id, member_id, role) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a210bb-f18e-7a02-8839-c587dde03f90', '01a210bb-f18e-7a02-8839-c587ddcc6fc1', 'owner');


INSERT INTO session (session_id, user_id, started_at, expires_at, ended_at) VALUES ('01a210bb-f19a-7a02-8839-c587de599bc6', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.266533+00', '2026-11-25 03:26:42.266533+00', NULL);
INSERT INTO session (session_id, user_id, started_at, expires_at, ended_at) VALUES ('01a210bb-f3b3-7a02-8839-c587de6b4e17', '01a210bb-efe8-7a02-8839-c587dcebe1cd', '2026-11-25 03:24:42.803994+00', '2026-11-25 03:26:42.803994+00', NULL);

INSERT INTO signing_key (key_id, algorithm, public_key, private_key, created_at, signs_until, verifies_until) VALUES ('FwiMS4YFibP2gVM2', 'RS256', E'\\x30820122300d06092a864886f70d01010105000382010f003082010a0282010100be1481c217a301dcab90b9f0b29fb5eb8114152ced8d69401002261ea2bae15bfdc5667cfffc9e49068b298e28755afb2c0da017a5dc0cc05822119665ee0dec645c44d8b3f410654db618340706a7e8619e5034c2cb47b9691e8f0ad55ca115bb514706e969716471cd46ca65e7fd0da53bd15b518dff8864948f73b855457019e141f4aeb759d50f216f6792edeaab26c6e05477c357acdc986b7826792088f1f2f24eab3a1b055523a48960ffb49b2f7e7f193de595593b8a3241fd7feaaec1cd1116eece7b67fe629c92101eeaccebdecb34d838214a283f5d2e9d10a00c25aa077ff99bdcbe5b748c5edfe5f3fd8190b920ba104da076e79ac43a2546130203010001', E'\\xa31691435cddaf6449537d3ba600c2f12aa855c8487485428855ac9752dc91a36defd241ea5261e85c6a6cc27c81c4d10d9add9b89d52da5301061aee7eec39f99bfc7d2240bd081117f63bd305a88861197caded899d95c086f7628eeb1b8919dbc68d445cbe3b43d3f1267155139175c722d8aea72b8dd84f3fc1819e670837f7a01853dce08a1b1fe4704cd392503f17783baec2ff3f80c326d354b8035af787537fbb829a56fdd9dee39cacc005abcd121efe165df31256218aed99a46195f3806418810078226e47c64158ecca895f29d6253144044b407b25fecbba8cd83db486e2e6f7478ebdcffe240ee3466ad52580ddd799d376ac25c6234bcd1d6f936111a2ca36a9b27fe5b87704c914eb506b7fc9e648f49e568b334faa43baf3def8bbe082e191756fa5afaa58429251ee156558433934aba6cc6cb560f20c6d5cb867896e2e20862fe6562723340caa646aa58db29da9663ec78df7af17fe29f2f066bce875a8e8962a23c756123afdc4be2ba89c8a9754a959a37bd1b5c58fac4021f2bd00d2467736000e756fa106aa3e5d2c4156658f8d2a630649304ae044b8724ec2cb7570ee4eb8b2f171d4a44f42ec9076807bef8f07b53b9a1c99508880639d5acba3b2a2e544677950de11d1a3b33fe58077183f95b212a2efb729ea2b61bf1ee45cb742bbec6355963d7d053b0c914ba949f4a0911088cfbfbe7066a1d3219527465ce934dd8f9c1086a92d577a292a5978f712e35506f3a05704d1ffb113b94b28a307ce43a464392b99caed1b97bc2d1fe42f780e736af4c7c2c973db2b279c8419e9b8559ca08adf0c45f6bb1c6f4431f311502d0a168d9ca0affba640403985731a1c2dba9d0c94fa6472aa979bd10359adad7474084de5ddd4483c327689041f56cec100900c286c5a7d18362d6ff1b59beeca898d2295e59d0d8a3d9bea94e9bebf4fdda6ec0e105f9dee14f5016358c7e9e6570ce5bf2d26080146914d009062d5fc111d0bc2f52249de0c761b691adc95c85b119ea1c89062bf6de52383e7aa3ea2af00b1c05b7f1200c76fdb014dd81eb2b141d4883a06fcd4dce3df67268f43f0607a86c9994b84d603f5189ede889df5ebc71c7c3292ac45b3e8c18cb44cc4483a2a4e78c15671e4afb575a0cf56b4476dbd5adb376293f057594daa52336443416239d2c123a22a4812e6275248634cc84b53b88206102fe196c1208ac632321ac79d8470108f4fbc22736c5209fac862f6a736d7a6bd6ac6c7c956e6024cf6f32e18cd23eb0981ce2f5e788a93613aff3f553e11ad5dcfc4789afb657847d9ee11fde0d1c8a5ff4e22966801c871cfd3f719e7653863dfda531632180db9a391113a76f225ce96a5d9976bae7048f83e137dd714b41041cba65f269530dc48032f1482797387642384b6e24cd363eb4f0a2fe19259f95f7d9fd99e37934edf4da48e995070dd77decd17dab0f46ff15f3881533ce15b9a578194208bebad2f3763327a3d485b2e8984bf55db4394e26709d25e6565656b21db07c6a4de99166a91d36462cc0db570e392cfb2435193b9dddfa0fec026046a46bfd67169ba5c9a55ea708f8b6abe3bb2f157ac0f028964ccdf431d378f8da0f61a48e23e6aa8ff71a4dae5c81f6ce82beadcbdc54efda0373813578a3ddd148e77f64042283d4e2239a6e85aeaa470d3e720911f10d2d137a514d6d1ae61bf0af87089ca587941352a909ebbc3b49b67bf16c2d53c82d362e', '2026-11-25 03:24:41.008891+00', NULL, NULL);

INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a142bd-9090-7a02-8839-c587de739537', 'LEAF', '01a210bb-f18c-7a02-8839-c587dd265ef9', '01a210bb-f18e-7a02-8839-c587ddd327e7', '1250', 'Breakfast for two', '2026-10-16 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-10-16', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a14d0a-4890-7a02-8839-c587de73cf44', 'LEAF', '01a210bb-f18e-7a02-8839-c587ddd327e7', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '6000', 'Repair of the coffee machine', '2026-10-18 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-10-18', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a15c7d-5c90-7a02-8839-c587de7b9fc4', 'LEAF', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '01a210bb-f18e-7a02-8839-c587dd7150a9', '2500', 'Vegetable box', '2026-10-21 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-10-21', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a166ca-1490-7a02-8839-c587de84c4c5', 'HRS', '01a210bb-f18e-7a02-8839-c587dd76898f', '01a210bb-f18e-7a02-8839-c587dd8cbd3f', '200', 'Help in the garden', '2026-10-23 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-10-23', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a1763d-2890-7a02-8839-c587de8f9240', 'LEAF', '01a210bb-f18e-7a02-8839-c587dd86e87f', '01a210bb-f18e-7a02-8839-c587dd7150a9', '1800', 'Honey, three jars', '2026-10-26 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-10-26', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a18089-e090-7a02-8839-c587de9bdebb', 'LEAF', '01a210bb-f18e-7a02-8839-c587dda62533', '01a210bb-f18c-7a02-8839-c587dd265ef9', '2000', 'Guitar lesson', '2026-10-28 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-10-28', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a19523-5090-7a02-8839-c587de9c24d6', 'HRS', '01a210bb-f18e-7a02-8839-c587dd337e98', '01a210bb-f18e-7a02-8839-c587ddae3a4a', '150', 'Mending a coat', '2026-11-01 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-11-01', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a1a496-6490-7a02-8839-c587dea1a881', 'LEAF', '01a210bb-f18e-7a02-8839-c587dd86e87f', '01a210bb-f18e-7a02-8839-c587ddd327e7', '900', 'Lunch', '2026-11-04 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-11-04', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a1b92f-d490-7a02-8839-c587deab92b3', 'LEAF', '01a210bb-f18e-7a02-8839-c587dd86e87f', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '2300', 'Bicycle repair', '2026-11-08 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-11-08', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a1d2ef-a090-7a02-8839-c587deb182ed', 'LEAF', '01a210bb-f18e-7a02-8839-c587dd47bcbd', '01a210bb-f18e-7a02-8839-c587dda62533', '1575', 'Jam and bread', '2026-11-13 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-11-13', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a1e789-1090-7a02-8839-c587deb2700d', 'LEAF', '01a210bb-f18e-7a02-8839-c587ddd327e7', '01a210bb-f18e-7a02-8839-c587dd7150a9', '4420', 'Eggs and salad', '2026-11-17 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-11-17', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a1f6fc-2490-7a02-8839-c587deb62511', 'HRS', '01a210bb-f18e-7a02-8839-c587dd541b93', '01a210bb-f18e-7a02-8839-c587dd76898f', '325', 'Looking after the children', '2026-11-20 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-11-20', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);
INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description, booked_at, recorded_at, value_date, recorded_by, on_behalf_of, reverses, reason, override_by, metadata) VALUES ('01a210bb-f122-7a02-8839-c587dcf941c9', '01a2066f-3890-7a02-8839-c587debd65c6', 'LEAF', '01a210bb-f18e-7a02-8839-c587dd7150a9', '01a210bb-f18c-7a02-8839-c587dd265ef9', '3000', 'Accounts for the household', '2026-11-23 03:24:42+00', '2026-11-25 03:24:42.844574+00', '2026-11-23', '01a210bb-efe8-7a02-8839-c587dcebe1cd', NULL, NULL, NULL, NULL, NULL);

SET session_replication_role = origin;
