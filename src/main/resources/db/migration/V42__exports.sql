-- Jobs that any instance may run, and whose result is kept for a while: exports.

ALTER TABLE community_job
    -- Then what it does stands in the request, and another instance takes it up where its process has died.
    ADD COLUMN resumable    boolean  NOT NULL DEFAULT false,
    -- What was asked for, which may name somebody: kept while it is to be done, and while there is a result of it.
    ADD COLUMN request      jsonb,
    -- As whom: what the token said. The name is not in it.
    ADD COLUMN caller       jsonb,
    -- The attempt that has it; what an earlier one still writes is refused.
    ADD COLUMN run_id       uuid,
    ADD COLUMN attempts     smallint NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
    ADD COLUMN begun_at     timestamptz,
    ADD COLUMN ended_at     timestamptz,
    -- The result; of one that has expired, when it did is left.
    ADD COLUMN file_name    text     CHECK (length(file_name) BETWEEN 1 AND 200),
    ADD COLUMN media_type   text     CHECK (length(media_type) BETWEEN 1 AND 100),
    ADD COLUMN result_bytes bigint   CHECK (result_bytes >= 0),
    ADD COLUMN sha256       text     CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    ADD COLUMN expires_at   timestamptz,
    ADD CONSTRAINT community_job_result_check CHECK (
        (result_bytes IS NULL) = (file_name IS NULL) AND (result_bytes IS NULL) = (media_type IS NULL)
        AND (result_bytes IS NULL) = (sha256 IS NULL)
        AND (result_bytes IS NULL OR (resumable AND state = 'done' AND expires_at IS NOT NULL AND request IS NOT NULL))),
    ADD CONSTRAINT community_job_request_check CHECK (
        NOT resumable OR state NOT IN ('queued', 'running') OR (request IS NOT NULL AND caller IS NOT NULL)),
    DROP CONSTRAINT community_job_state_check;
ALTER TABLE community_job
    ADD CONSTRAINT community_job_state_check CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'));

CREATE INDEX community_job_unfinished ON community_job (community_id, requested_at)
    WHERE resumable AND state IN ('queued', 'running');
CREATE INDEX community_job_kept ON community_job (community_id, expires_at) WHERE result_bytes IS NOT NULL;
CREATE INDEX community_job_of ON community_job (community_id, requested_by, job_id);

-- A result as it was written: all parts but the last are of 256 KiB.
CREATE TABLE job_result_part (
    community_id uuid    NOT NULL,
    job_id       uuid    NOT NULL,
    part_no      integer NOT NULL CHECK (part_no >= 0),
    bytes        bytea   NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 262144),
    PRIMARY KEY (community_id, job_id, part_no),
    FOREIGN KEY (community_id, job_id) REFERENCES community_job
);
-- To squeeze them would take processor time from those who post; much of it is squeezed already.
ALTER TABLE job_result_part ALTER COLUMN bytes SET STORAGE EXTERNAL;

GRANT DELETE ON community_job TO "${app_role}";
GRANT SELECT, INSERT, DELETE ON job_result_part TO "${app_role}";
