-- What a community decides for itself: how far back a value date may lie, its languages, and whether paper slips are told of.
-- The jobs that administrators start with a file, and of which slips both parties were told.

ALTER TABLE community
    ADD COLUMN value_date_days_back smallint NOT NULL DEFAULT 366 CHECK (value_date_days_back BETWEEN 0 AND 366),
    -- BCP 47; the first is the default.
    ADD COLUMN languages            text[]   NOT NULL DEFAULT '{en}' CHECK (cardinality(languages) BETWEEN 1 AND 10),
    ADD COLUMN tell_of_mediation    boolean  NOT NULL DEFAULT true;

-- A job of one community. Whoever runs it renews alive_at: one of which nothing is heard has lost its process.
CREATE TABLE community_job (
    community_id uuid        NOT NULL REFERENCES community,
    job_id       uuid        NOT NULL,
    kind         text        NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    requested_by uuid        NOT NULL,
    requested_at timestamptz NOT NULL,
    dry_run      boolean     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    done         bigint      NOT NULL DEFAULT 0,
    total        bigint      NOT NULL DEFAULT 0,
    -- What became of the rows, or would become of them.
    added        bigint      NOT NULL DEFAULT 0,
    changed      bigint      NOT NULL DEFAULT 0,
    same         bigint      NOT NULL DEFAULT 0,
    errors       jsonb       NOT NULL DEFAULT '[]',
    alive_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, job_id)
);
GRANT SELECT, INSERT, UPDATE ON community_job TO "${app_role}";

-- A trade by a paper slip of which both parties were told: written with the letters, so that nobody is told twice.
CREATE TABLE slip_told (
    community_id uuid        NOT NULL REFERENCES community,
    trade_id     uuid        NOT NULL,
    told_at      timestamptz NOT NULL,
    PRIMARY KEY (community_id, trade_id)
);
GRANT SELECT, INSERT ON slip_told TO "${app_role}";
