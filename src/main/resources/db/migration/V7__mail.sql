-- Letters that wait to be sent. They belong to the installation, not to one community: a login can be of several.
-- A letter is written in the transaction that is the reason for it, and deleted when a mail server has taken it.
-- ${app_role} is the role under which the service works.

CREATE TABLE mail_outbox (
    letter_id uuid        PRIMARY KEY,
    kind      text        NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    -- Address, subject and text, sealed with AES-GCM under the installation's secret, since they hold tokens.
    sealed    bytea,
    queued_at timestamptz NOT NULL,
    due_at    timestamptz NOT NULL,
    attempts  integer     NOT NULL DEFAULT 0,
    -- Set when it was given up; then nothing is left of what it said, or to whom.
    failed_at timestamptz,
    CHECK ((sealed IS NULL) = (failed_at IS NOT NULL))
);
CREATE INDEX mail_outbox_due ON mail_outbox (due_at) WHERE failed_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON mail_outbox TO "${app_role}";
