-- A trade names two entries by itself: its first payer's and its first payee's. Those of further parties, and what goes to the
-- fund as a levy, it names here; most trades have none.
CREATE TABLE trade_line (
    community_id uuid     NOT NULL,
    trade_id     uuid     NOT NULL,
    -- The place among all lines of the trade, from 0 on: the two that are not here have the first places that are free.
    line_no      smallint NOT NULL CHECK (line_no >= 0),
    account_id   uuid     NOT NULL,
    entry_no     bigint   NOT NULL CHECK (entry_no > 0),
    kind         text     NOT NULL CHECK (kind IN ('payment', 'levy')),
    PRIMARY KEY (community_id, trade_id, line_no)
);

-- By which a community sorts its trades; null: by none.
ALTER TABLE trade ADD COLUMN category text CHECK (length(category) BETWEEN 1 AND 40);

GRANT SELECT, INSERT ON trade_line TO "${app_role}";
