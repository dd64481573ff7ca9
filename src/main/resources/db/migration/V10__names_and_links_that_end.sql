-- What ends stays ended: an exchange system that nobody lets in any more gives its name up, and an identity that was unlinked
-- is not linked by its address again.

-- A retired one keeps its name for what it has recorded, and never comes in again; whoever registers the name is another.
ALTER TABLE client DROP CONSTRAINT client_status_check;
ALTER TABLE client ADD CONSTRAINT client_status_check CHECK (status IN ('active', 'disabled', 'retired'));
ALTER TABLE client DROP CONSTRAINT client_name_key;
CREATE UNIQUE INDEX client_of_name ON client (name) WHERE status <> 'retired';

-- Where the issuer's word on addresses is good, a login that was unlinked would be linked again by its next token.
CREATE TABLE unlinked_identity (
    user_id     uuid        NOT NULL REFERENCES app_user,
    issuer      text        NOT NULL CHECK (length(issuer) BETWEEN 1 AND 500),
    subject     text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    unlinked_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, issuer, subject)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON unlinked_identity TO "${app_role}";
