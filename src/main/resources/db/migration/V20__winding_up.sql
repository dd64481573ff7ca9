-- A community can be wound up: read-only, settled, erased. Its phase stands in its own row, for every trade reads that row.

ALTER TABLE community
    ADD COLUMN phase text NOT NULL DEFAULT 'open' CHECK (phase IN ('open', 'winding-up', 'wound-up', 'erased'));

CREATE TABLE winding_up (
    community_id       uuid        PRIMARY KEY REFERENCES community,
    -- Who takes on the balances of the members.
    settlement_rule    text        NOT NULL CHECK (settlement_rule IN ('settlement', 'fund')),
    -- How many days after the completion the members may be erased.
    erasure_after_days integer     NOT NULL CHECK (erasure_after_days BETWEEN 0 AND 3650),
    reason             text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    started_at         timestamptz NOT NULL,
    completed_at       timestamptz,
    erased_at          timestamptz,
    CHECK (erased_at IS NULL OR completed_at IS NOT NULL)
);

GRANT SELECT, INSERT, UPDATE ON winding_up TO "${app_role}";
