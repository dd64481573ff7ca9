-- What belongs to the installation as a whole and not to one community: the directory of communities, logins,
-- exchange systems, signing keys and jobs. On a distributed database these are small tables copied to every node.
-- Everything else is in V2, where community_id leads every key.
-- ${app_role} is the role under which the service works; the owner of the tables is another.

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

GRANT SELECT, INSERT, UPDATE ON community, app_user, client, import_job, session, signing_key TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_token, invitation TO "${app_role}";
