-- Credit policies: rules that give limits to the accounts of a currency, the jobs that apply them, and where the limits of each
-- account come from. All of it belongs to one community, as in V2. ${app_role} is the role under which the service works.

CREATE TABLE credit_policy (
    community_id       uuid        NOT NULL,
    currency_code      text        NOT NULL,
    version            integer     NOT NULL CHECK (version > 0),
    -- In force from this local date on, until another one is.
    from_date          date        NOT NULL,
    -- {"creditLimit": rule, "balanceCap": rule or absent for no cap}, as the API writes them.
    rules              jsonb       NOT NULL,
    -- Of each side a part of the hard limit, or the same amount for everybody, or neither.
    soft_limit_percent smallint    CHECK (soft_limit_percent BETWEEN 0 AND 100),
    soft_limit         bigint      CHECK (soft_limit BETWEEN 0 AND 1000000000000000000),
    soft_cap_percent   smallint    CHECK (soft_cap_percent BETWEEN 0 AND 100),
    soft_cap           bigint      CHECK (soft_cap BETWEEN 0 AND 1000000000000000000),
    settlement_days    integer     CHECK (settlement_days BETWEEN 1 AND 3660),
    reevaluate         text        NOT NULL CHECK (reevaluate IN ('never', 'weekly', 'monthly')),
    notice_days        integer     NOT NULL CHECK (notice_days BETWEEN 0 AND 90),
    created_by         uuid        NOT NULL,
    created_at         timestamptz NOT NULL,
    reason             text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    withdrawn_at       timestamptz,
    -- The next local date for which limits are found; null: none.
    next_evaluation    date,
    PRIMARY KEY (community_id, currency_code, version),
    FOREIGN KEY (community_id, currency_code) REFERENCES currency,
    CHECK (soft_limit_percent IS NULL OR soft_limit IS NULL),
    CHECK (soft_cap_percent IS NULL OR soft_cap IS NULL)
);
CREATE INDEX credit_policy_due ON credit_policy (community_id, next_evaluation)
    WHERE next_evaluation IS NOT NULL AND withdrawn_at IS NULL;

-- One application of a policy, on one day: a job. Whoever works on it holds a lease, and another takes over when it ends.
CREATE TABLE policy_application (
    community_id   uuid        NOT NULL,
    application_id uuid        NOT NULL,
    currency_code  text        NOT NULL,
    version        integer     NOT NULL,
    as_of          date        NOT NULL,
    state          text        NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'superseded')),
    done           integer     NOT NULL DEFAULT 0,
    total          integer     NOT NULL DEFAULT 0,
    changed        integer     NOT NULL DEFAULT 0,
    announced      integer     NOT NULL DEFAULT 0,
    errors         jsonb       NOT NULL DEFAULT '[]',
    queued_at      timestamptz NOT NULL,
    ended_at       timestamptz,
    lease_holder   uuid,
    lease_until    timestamptz,
    PRIMARY KEY (community_id, application_id),
    UNIQUE (community_id, currency_code, version, as_of),
    FOREIGN KEY (community_id, currency_code, version) REFERENCES credit_policy
);
CREATE INDEX policy_application_open ON policy_application (community_id, application_id)
    WHERE state IN ('queued', 'running');

-- Where the limits of an account come from. Beside the account, whose row every trade writes anew; without a foreign key onto it,
-- which would lock that row. No row: the currency's default.
CREATE TABLE account_limits (
    community_id          uuid        NOT NULL,
    account_id            uuid        NOT NULL,
    source                text        NOT NULL CHECK (source IN ('individual', 'policy', 'default')),
    policy_version        integer,
    -- Of limits that were set for this account alone.
    set_by                uuid,
    reason                text        CHECK (length(reason) <= 500),
    -- The last local date on which they hold; null: until they are changed.
    until_date            date,
    explanation           jsonb,
    -- What falls on a day to come; a cap of null is none.
    announced_on          date,
    announced_version     integer,
    announced_limit       bigint      CHECK (announced_limit BETWEEN 0 AND 1000000000000000000),
    announced_cap         bigint      CHECK (announced_cap BETWEEN 0 AND 1000000000000000000),
    announced_explanation jsonb,
    -- Since when the balance was seen beyond the soft limit, and whether it was told that the settlement period is over.
    over_soft_since       timestamptz,
    overdue_told          boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (community_id, account_id),
    CHECK ((source = 'policy') = (policy_version IS NOT NULL)),
    CHECK (source = 'individual' OR until_date IS NULL),
    CHECK ((announced_on IS NULL) = (announced_limit IS NULL))
);
CREATE INDEX account_limits_until ON account_limits (community_id, until_date) WHERE until_date IS NOT NULL;
CREATE INDEX account_limits_announced ON account_limits (community_id, announced_on) WHERE announced_on IS NOT NULL;
CREATE INDEX account_limits_over ON account_limits (community_id, over_soft_since) WHERE over_soft_since IS NOT NULL;

-- What is to be told by mail, written in the transaction that is the reason for it.
CREATE TABLE limit_notice (
    community_id uuid        NOT NULL,
    notice_id    uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('changed', 'announced', 'soft-limit', 'settlement-over')),
    detail       jsonb       NOT NULL,
    made_at      timestamptz NOT NULL,
    PRIMARY KEY (community_id, notice_id)
);

-- Limits that somebody set for one account, until now, are individual ones: no policy passes over them.
INSERT INTO account_limits (community_id, account_id, source, set_by, reason)
SELECT DISTINCT ON (r.community_id, a.account_id) r.community_id, a.account_id, 'individual', r.changed_by, r.reason
  FROM change_record r
  JOIN account a ON a.community_id = r.community_id AND a.account_id::text = r.subject_id
 WHERE r.subject_kind = 'limits' AND a.kind = 'member'
 ORDER BY r.community_id, a.account_id, r.change_id DESC;

ALTER TABLE change_record DROP CONSTRAINT change_record_subject_kind_check;
ALTER TABLE change_record ADD CONSTRAINT change_record_subject_kind_check CHECK (subject_kind IN
    ('community', 'currency', 'member', 'limits', 'role', 'membership', 'client', 'session', 'user', 'group', 'consent',
     'policy'));

-- A version is never changed; it can be withdrawn before its day, and its next evaluation comes.
GRANT SELECT, INSERT ON credit_policy TO "${app_role}";
GRANT UPDATE (withdrawn_at, next_evaluation) ON credit_policy TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON policy_application, account_limits TO "${app_role}";
-- UPDATE is what locking a row takes.
GRANT SELECT, INSERT, UPDATE, DELETE ON limit_notice TO "${app_role}";
