-- Which person of an external issuer a user is. Of the installation as a whole, as the users are.
CREATE TABLE user_identity (
    identity_id uuid        PRIMARY KEY,
    issuer      text        NOT NULL CHECK (length(issuer) BETWEEN 1 AND 500),
    subject     text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    user_id     uuid        NOT NULL REFERENCES app_user,
    linked_at   timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX user_identity_of_user ON user_identity (user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON user_identity TO "${app_role}";
