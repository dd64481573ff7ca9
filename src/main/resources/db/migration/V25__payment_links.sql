-- Links by which a member is paid: somebody opens one, or scans its QR code, and pays. What a link says stands in its token,
-- signed; the row is what can be listed and withdrawn, and what lets a single use happen once.

CREATE TABLE payment_link (
    community_id  uuid        NOT NULL,
    link_id       uuid        NOT NULL,
    member_id     uuid        NOT NULL,
    -- Of the member. No foreign key: it would lock the account's row, which the posting holds.
    account_id    uuid        NOT NULL,
    -- Null: whoever pays says how much.
    amount        bigint      CHECK (amount BETWEEN 1 AND 1000000000000000000),
    memo          text        NOT NULL CHECK (length(memo) BETWEEN 1 AND 140),
    metadata      jsonb       NOT NULL,
    single_use    boolean     NOT NULL,
    expires_at    timestamptz NOT NULL,
    made_by       uuid        NOT NULL,
    made_at       timestamptz NOT NULL,
    withdrawn_at  timestamptz,
    -- How often it was paid, and the last trade by it. The check is what makes a single use single.
    payments      bigint      NOT NULL DEFAULT 0 CHECK (payments >= 0),
    last_trade_id uuid,
    PRIMARY KEY (community_id, link_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member,
    CHECK (NOT single_use OR payments <= 1),
    CHECK ((payments = 0) = (last_trade_id IS NULL))
);
CREATE INDEX payment_link_of_member ON payment_link (community_id, member_id, link_id);
CREATE INDEX payment_link_open ON payment_link (community_id, member_id, expires_at)
    WHERE withdrawn_at IS NULL AND (NOT single_use OR payments = 0);

GRANT SELECT, INSERT ON payment_link TO "${app_role}";
-- A link keeps who is paid, how much and until when. Its texts go with a member who is erased.
GRANT UPDATE (memo, metadata, withdrawn_at, payments, last_trade_id) ON payment_link TO "${app_role}";
