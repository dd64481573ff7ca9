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

GRANT SELECT, INSERT ON trade, entry, idempotency_key, change_record TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON currency, member, hold TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON membership, community_role, client_grant TO "${app_role}";
-- An account keeps its owner, currency and kind.
GRANT SELECT, INSERT ON account TO "${app_role}";
GRANT UPDATE (status, balance, entry_count, held_out, held_in, credit_limit, balance_cap, limits_version, last_booked_at)
    ON account TO "${app_role}";
