-- What became of proposals, step by step. Letters are written from it, by whichever instance comes first.
CREATE TABLE proposal_event (
    community_id uuid        NOT NULL,
    proposal_id  uuid        NOT NULL,
    -- The version of the proposal that it made.
    version      bigint      NOT NULL,
    event        text        NOT NULL CHECK (length(event) BETWEEN 1 AND 40),
    -- The party that did it; null: whoever proposed, or the calendar.
    party_no     smallint,
    done_by      uuid,
    done_at      timestamptz NOT NULL,
    told_at      timestamptz,
    PRIMARY KEY (community_id, proposal_id, version),
    FOREIGN KEY (community_id, proposal_id) REFERENCES proposal
);
CREATE INDEX proposal_event_untold ON proposal_event (community_id, done_at) WHERE told_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON proposal_event TO "${app_role}";
