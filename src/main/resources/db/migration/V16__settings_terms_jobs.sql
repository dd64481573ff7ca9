-- What a community decides for itself: how far back a value date may lie, its languages, and whether paper slips are told of.
-- The jobs that administrators start with a file, and of which slips both parties were told.

ALTER TABLE community
    ADD COLUMN value_date_days_back smallint NOT NULL DEFAULT 366 CHECK (value_date_days_back BETWEEN 0 AND 366),
    -- BCP 47; the first is the default.
    ADD COLUMN languages            text[]   NOT NULL DEFAULT '{en}' CHECK (cardinality(languages) BETWEEN 1 AND 10),
    ADD COLUMN terms_required       text     NOT NULL DEFAULT 'none' CHECK (terms_required IN ('none', 'trading')),
    ADD COLUMN tell_of_mediation    boolean  NOT NULL DEFAULT true;

-- What members accept. A version is never changed: what was accepted stays what it was.
CREATE TABLE terms (
    community_id uuid        NOT NULL REFERENCES community,
    version      integer     NOT NULL CHECK (version > 0),
    language     text        NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    title        text        NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    text         text        NOT NULL CHECK (length(text) BETWEEN 1 AND 50000),
    effective_on date        NOT NULL,
    -- So many days after that a member who has not accepted records no trades, where the community has it so.
    grace_days   smallint    NOT NULL CHECK (grace_days BETWEEN 0 AND 365),
    published_by uuid        NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (community_id, version)
);

CREATE TABLE terms_acceptance (
    community_id uuid        NOT NULL,
    member_id    uuid        NOT NULL,
    version      integer     NOT NULL,
    accepted_by  uuid        NOT NULL,
    accepted_at  timestamptz NOT NULL,
    PRIMARY KEY (community_id, member_id, version),
    FOREIGN KEY (community_id, member_id) REFERENCES member,
    FOREIGN KEY (community_id, version) REFERENCES terms
);
GRANT SELECT, INSERT ON terms, terms_acceptance TO "${app_role}";

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
