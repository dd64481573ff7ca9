-- Levies: what of each trade of a currency goes to the community's fund, in versions as the credit policies of V12.
CREATE TABLE levy_policy (
    community_id  uuid        NOT NULL,
    currency_code text        NOT NULL,
    version       integer     NOT NULL CHECK (version > 0),
    -- In force from this local date on, until another one is.
    from_date     date        NOT NULL,
    -- {"payer": rule, "payee": rule, "exempt": {...}}, each absent for none, as the API writes them.
    rules         jsonb       NOT NULL,
    created_by    uuid        NOT NULL,
    created_at    timestamptz NOT NULL,
    reason        text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    withdrawn_at  timestamptz,
    PRIMARY KEY (community_id, currency_code, version),
    FOREIGN KEY (community_id, currency_code) REFERENCES currency
);

GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON levy_policy TO "${app_role}";

-- Whether two agree on trades and reversals beyond the limits. Where they agreed on write-offs or reversals, they do on these.
ALTER TABLE four_eyes ADD COLUMN overrides boolean NOT NULL DEFAULT false;
UPDATE four_eyes SET overrides = write_offs OR reversals;
