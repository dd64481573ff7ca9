-- What was found when the books of a community were last verified, by whichever instance, and whoever asked for it.
CREATE TABLE books_verification (
    community_id uuid        PRIMARY KEY REFERENCES community,
    -- Before the books were read: of two that overlap, the one that saw more stays.
    verified_at  timestamptz NOT NULL,
    verified_by  text        NOT NULL CHECK (verified_by IN ('service', 'command', 'administrator')),
    violations   bigint      NOT NULL CHECK (violations >= 0),
    -- The first of them: the rule, and the id of what breaks it.
    named        text[]      NOT NULL CHECK (cardinality(named) <= 5 AND cardinality(named) <= violations)
);

GRANT SELECT, INSERT, UPDATE ON books_verification TO "${app_role}";
