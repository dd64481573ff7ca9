-- By which a community sorts its trades, and what lets a trade be found among many of one account.

ALTER TABLE community
    -- What the ETag of the categories shows.
    ADD COLUMN categories_version bigint NOT NULL DEFAULT 1;

-- A code once given stays, for trades name it; what is retired, no new trade names.
CREATE TABLE trade_category (
    community_id uuid     NOT NULL REFERENCES community,
    code         text     NOT NULL CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    position     smallint NOT NULL,
    name         text     NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    retired      boolean  NOT NULL,
    PRIMARY KEY (community_id, code)
);

-- As pg_trgm in V14, btree_gin is trusted.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS btree_gin;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE EXCEPTION E'The extension by which trades are found cannot be created: %. Let an administrator of the database % run this, then start again:\n\n    CREATE EXTENSION IF NOT EXISTS btree_gin;\n\nOn most systems it comes with the package postgresql-contrib.',
        SQLERRM, current_database() USING ERRCODE = SQLSTATE;
END $$;

-- What sixty-four entries of one account in a row have to do with: those of block n are 64 n + 1 to 64 n + 64. It follows from the
-- books, is written behind them, and never changes; entries that stand in no block yet are read themselves. It tells in which blocks
-- to look: what is found there, the books say. No name stands here.
CREATE TABLE trade_search (
    community_id uuid            NOT NULL,
    account_id   uuid            NOT NULL,
    block_no     bigint          NOT NULL CHECK (block_no >= 0),
    -- Descriptions and values of metadata, without capitals and accents.
    words        text            NOT NULL,
    -- The accounts on the other side.
    partners     uuid[]          NOT NULL,
    categories   text[]          NOT NULL,
    -- What moved, whichever way.
    moved        int8multirange  NOT NULL,
    PRIMARY KEY (community_id, account_id, block_no)
);
-- Whoever searches waits for no list of what is pending.
CREATE INDEX trade_search_terms ON trade_search
    USING gin (community_id, account_id, words gin_trgm_ops, partners, categories) WITH (fastupdate = off);

GRANT SELECT, INSERT, UPDATE ON trade_category TO "${app_role}";
GRANT SELECT, INSERT ON trade_search TO "${app_role}";
