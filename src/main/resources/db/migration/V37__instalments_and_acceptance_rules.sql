-- The schedule by which a proposal may be accepted. Until it is, it is a suggestion; from then on each instalment is booked on its day.
CREATE TABLE instalment (
    community_id  uuid     NOT NULL,
    proposal_id   uuid     NOT NULL,
    instalment_no smallint NOT NULL CHECK (instalment_no BETWEEN 1 AND 60),
    -- In the community's time zone.
    due_date      date     NOT NULL,
    amount        bigint   NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000000),
    state         text     NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'pending', 'booked', 'released')),
    -- The version of the levy that was in force when the schedule was accepted; null: there was none.
    levy_version  integer,
    trade_id      uuid,
    -- The last day on which the books refused it, and the code of their refusal.
    tried_on      date,
    refusal       text     CHECK (length(refusal) BETWEEN 1 AND 60),
    refused_at    timestamptz,
    PRIMARY KEY (community_id, proposal_id, instalment_no),
    UNIQUE (community_id, trade_id),
    FOREIGN KEY (community_id, proposal_id) REFERENCES proposal,
    CHECK ((state = 'booked') = (trade_id IS NOT NULL)),
    CHECK ((refusal IS NULL) = (refused_at IS NULL) AND (refusal IS NULL) = (tried_on IS NULL))
);
CREATE INDEX instalment_pending ON instalment (community_id, due_date) WHERE state = 'pending';

-- What an account pays by itself when it is asked to: to this payee, within these amounts.
CREATE TABLE acceptance_rule (
    community_id uuid        NOT NULL,
    rule_id      uuid        NOT NULL,
    payer_id     uuid        NOT NULL,
    payee_id     uuid        NOT NULL,
    most_a_trade bigint      NOT NULL CHECK (most_a_trade BETWEEN 1 AND 1000000000000000000),
    most_a_month bigint      NOT NULL CHECK (most_a_month BETWEEN 1 AND 1000000000000000000),
    -- The last day on which it holds; null: until somebody ends it.
    ends_on      date,
    -- An owner of the payer; what is accepted by the rule is recorded by them.
    made_by      uuid        NOT NULL,
    made_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (community_id, rule_id),
    CHECK (payer_id <> payee_id),
    CHECK (most_a_trade <= most_a_month)
);
CREATE UNIQUE INDEX acceptance_rule_active ON acceptance_rule (community_id, payer_id, payee_id) WHERE ended_at IS NULL;

-- What was booked by a rule in a month of the community's calendar, in minor units.
CREATE TABLE acceptance_rule_month (
    community_id uuid   NOT NULL,
    rule_id      uuid   NOT NULL,
    -- Its first day.
    month        date   NOT NULL CHECK (extract(day FROM month) = 1),
    booked       bigint NOT NULL CHECK (booked BETWEEN 1 AND 1000000000000000000),
    PRIMARY KEY (community_id, rule_id, month),
    FOREIGN KEY (community_id, rule_id) REFERENCES acceptance_rule
);

GRANT SELECT, INSERT, UPDATE ON instalment, acceptance_rule, acceptance_rule_month TO "${app_role}";
