-- A community may be settled in proportion: what the fund takes on of each account is decided once, before the first trade, and
-- written down, so that a job that was interrupted is followed by one that does the rest as it would have been done.
ALTER TABLE winding_up DROP CONSTRAINT winding_up_settlement_rule_check;
ALTER TABLE winding_up ADD CONSTRAINT winding_up_settlement_rule_check
    CHECK (settlement_rule IN ('settlement', 'fund', 'proportional'));
ALTER TABLE winding_up ADD COLUMN shared_at timestamptz;

CREATE TABLE settlement_share (
    community_id uuid   NOT NULL REFERENCES winding_up,
    account_id   uuid   NOT NULL,
    -- Of the sign of the account's balance, and no more than it.
    amount       bigint NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (community_id, account_id)
);
GRANT SELECT, INSERT ON settlement_share TO "${app_role}";

-- The second way in which change records are ever changed: those of a community that is erased forget what was said in words, its
-- name among it. What was decided, by whom and when stays. The service has no right to update them; it may call this.
CREATE FUNCTION redact_community(of_community uuid)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM community c WHERE c.community_id = of_community AND c.phase = 'erased') THEN
        RAISE EXCEPTION 'community % is not erased', of_community USING ERRCODE = 'TS005';
    END IF;
    UPDATE change_record r
       SET reason = 'erased',
           before = CASE WHEN r.before IS NOT NULL THEN impersonal(r.before) || of_phase(r.before) END,
           after = CASE WHEN r.after IS NOT NULL THEN impersonal(r.after) || of_phase(r.after) END
     WHERE r.community_id = of_community;
END $$;

-- What a record of a community's phase tells.
CREATE FUNCTION of_phase(document jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN (SELECT coalesce(jsonb_object_agg(entry.key, entry.value), '{}'::jsonb) FROM jsonb_each(document) AS entry
             WHERE entry.key IN ('phase', 'settlementRule', 'erasureAfterDays', 'erased'));
REVOKE ALL ON FUNCTION redact_community(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_community(uuid) TO "${app_role}";

-- A trade that a party flags, and what a mediator or an administrator made of it.
CREATE TABLE dispute (
    community_id uuid        NOT NULL REFERENCES community,
    dispute_id   uuid        NOT NULL,
    trade_id     uuid        NOT NULL,
    -- The party for which it was flagged.
    member_id    uuid        NOT NULL,
    state        text        NOT NULL DEFAULT 'open'
                             CHECK (state IN ('open', 'upheld', 'rejected', 'settled', 'withdrawn')),
    reason       text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    -- A user or a client.
    opened_by    uuid        NOT NULL,
    opened_at    timestamptz NOT NULL,
    resolution   text        CHECK (length(resolution) BETWEEN 1 AND 500),
    -- The reversal of the trade that followed.
    reversal_id  uuid,
    decided_by   uuid,
    decided_at   timestamptz,
    PRIMARY KEY (community_id, dispute_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state IN ('upheld', 'rejected', 'settled')) = (resolution IS NOT NULL))
);
CREATE UNIQUE INDEX dispute_open ON dispute (community_id, trade_id) WHERE state = 'open';
CREATE INDEX dispute_of_trade ON dispute (community_id, trade_id);
CREATE INDEX dispute_in_state ON dispute (community_id, state, dispute_id);

-- Every member with an account in the trade.
CREATE TABLE dispute_party (
    community_id uuid NOT NULL,
    member_id    uuid NOT NULL,
    dispute_id   uuid NOT NULL,
    PRIMARY KEY (community_id, member_id, dispute_id),
    FOREIGN KEY (community_id, dispute_id) REFERENCES dispute,
    FOREIGN KEY (community_id, member_id) REFERENCES member
);
CREATE INDEX party_of_dispute ON dispute_party (community_id, dispute_id);

GRANT SELECT, INSERT ON dispute, dispute_party TO "${app_role}";
GRANT UPDATE (state, reason, resolution, reversal_id, decided_by, decided_at) ON dispute TO "${app_role}";
