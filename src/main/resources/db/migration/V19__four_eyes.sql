-- What a community wants two of those who run it to agree on, and what waits for the second.

CREATE TABLE four_eyes (
    community_id uuid    PRIMARY KEY REFERENCES community,
    write_offs   boolean NOT NULL,
    reversals    boolean NOT NULL,
    policies     boolean NOT NULL,
    -- {"HOUR": 500}: by how many minor units one may raise a limit alone; of a currency that is not named, by any.
    limit_rises  jsonb   NOT NULL,
    version      bigint  NOT NULL
);

CREATE TABLE approval (
    community_id uuid        NOT NULL REFERENCES community,
    approval_id  uuid        NOT NULL,
    kind         text        NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    state        text        NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'withdrawn', 'failed')),
    asked_by     uuid        NOT NULL,
    asked_at     timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    -- The Idempotency-Key of whoever asked: the same request again is the same approval.
    key          text        CHECK (length(key) <= 255),
    reason       text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    -- What will be done, in words, and for the service.
    summary      text        NOT NULL CHECK (length(summary) BETWEEN 1 AND 500),
    act          jsonb       NOT NULL,
    -- The members whom it concerns: whoever acts for one of them does not decide.
    members      uuid[]      NOT NULL,
    decided_by   uuid,
    decided_at   timestamptz,
    decision     text        CHECK (length(decision) BETWEEN 1 AND 500),
    -- Set once what was approved is done.
    done_at      timestamptz,
    outcome      text        CHECK (length(outcome) <= 1000),
    PRIMARY KEY (community_id, approval_id),
    CHECK ((state IN ('waiting', 'withdrawn')) = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> asked_by)
);
CREATE UNIQUE INDEX approval_of_key ON approval (community_id, asked_by, key) WHERE key IS NOT NULL;
CREATE INDEX approval_waiting ON approval (community_id, approval_id) WHERE state = 'waiting';

GRANT SELECT, INSERT, UPDATE ON four_eyes, approval TO "${app_role}";

ALTER TABLE change_record DROP CONSTRAINT change_record_subject_kind_check;
ALTER TABLE change_record ADD CONSTRAINT change_record_subject_kind_check CHECK (length(subject_kind) BETWEEN 1 AND 40);
