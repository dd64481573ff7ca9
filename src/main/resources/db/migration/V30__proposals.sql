-- What waits for another side before it becomes a trade. Workflow, and never an entry in the books.
CREATE TABLE proposal (
    community_id    uuid        NOT NULL,
    proposal_id     uuid        NOT NULL,
    -- A request is made for whoever is paid, an offer for whoever pays.
    kind            text        NOT NULL CHECK (kind IN ('request', 'offer')),
    currency_code   text        NOT NULL,
    amount          bigint      NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000000),
    -- What was accepted of it so far; each part is a trade.
    accepted_amount bigint      NOT NULL DEFAULT 0,
    description     text        NOT NULL CHECK (length(description) BETWEEN 1 AND 500),
    note            text        CHECK (length(note) BETWEEN 1 AND 2000),
    category        text        CHECK (length(category) BETWEEN 1 AND 40),
    lines           jsonb       NOT NULL DEFAULT '[]',
    metadata        jsonb       NOT NULL DEFAULT '{}',
    due_date        date,
    expires_at      timestamptz NOT NULL,
    state           text        NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'partly-accepted', 'accepted', 'declined', 'cancelled', 'expired')),
    -- Counts every change; whoever decides by a proposal compares it again under the lock.
    version         bigint      NOT NULL DEFAULT 1,
    proposed_by     uuid        NOT NULL,
    by_office       boolean     NOT NULL,
    -- The party for whom it was proposed; null: a mediator's, between others.
    proposed_for    smallint,
    -- Of the token that opens it; sealed, so that its maker may see it again.
    link_digest     bytea,
    link_sealed     bytea,
    hold_id         uuid,
    key             text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint     bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (community_id, proposal_id),
    UNIQUE (community_id, proposed_by, key),
    UNIQUE (community_id, link_digest),
    UNIQUE (community_id, hold_id),
    CHECK (accepted_amount BETWEEN 0 AND amount),
    CHECK ((state = 'accepted') = (accepted_amount = amount)),
    CHECK (state <> 'open' OR accepted_amount = 0),
    CHECK (state <> 'partly-accepted' OR accepted_amount > 0)
);
CREATE INDEX proposal_open ON proposal (community_id, expires_at) WHERE state IN ('open', 'partly-accepted');

CREATE TABLE proposal_party (
    community_id      uuid     NOT NULL,
    proposal_id       uuid     NOT NULL,
    party_no          smallint NOT NULL CHECK (party_no BETWEEN 0 AND 99),
    side              text     NOT NULL CHECK (side IN ('payer', 'payee')),
    -- Null: whoever holds the link and accepts first.
    account_id        uuid,
    share_amount      bigint   NOT NULL CHECK (share_amount BETWEEN 1 AND 1000000000000000000),
    consented_at      timestamptz,
    consented_by      uuid,
    consent_by_office boolean,
    declined_at       timestamptz,
    PRIMARY KEY (community_id, proposal_id, party_no),
    FOREIGN KEY (community_id, proposal_id) REFERENCES proposal,
    CHECK ((consented_at IS NULL) = (consented_by IS NULL) AND (consented_at IS NULL) = (consent_by_office IS NULL))
);
CREATE INDEX proposal_of_account ON proposal_party (community_id, account_id, proposal_id);

-- The trades that came of it: one, or one for each part.
CREATE TABLE proposal_trade (
    community_id uuid        NOT NULL,
    proposal_id  uuid        NOT NULL,
    trade_id     uuid        NOT NULL,
    amount       bigint      NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000000),
    accepted_at  timestamptz NOT NULL,
    accepted_by  uuid        NOT NULL,
    -- Under which the caller accepted.
    key          text        NOT NULL,
    PRIMARY KEY (community_id, proposal_id, trade_id),
    UNIQUE (community_id, trade_id),
    FOREIGN KEY (community_id, proposal_id) REFERENCES proposal
);

GRANT SELECT, INSERT, UPDATE ON proposal, proposal_party TO "${app_role}";
GRANT SELECT, INSERT ON proposal_trade TO "${app_role}";
