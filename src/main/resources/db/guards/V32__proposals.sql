-- A proposal that has ended stays so, what was accepted never shrinks, and what it asks for never changes: only its words may be
-- forgotten.
CREATE FUNCTION guard_proposal() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'proposal % has ended, or would ask for something else', NEW.proposal_id USING ERRCODE = 'TS007';
END $$;

CREATE TRIGGER proposal_update AFTER UPDATE ON proposal FOR EACH ROW
    WHEN (NEW.community_id <> OLD.community_id OR NEW.proposal_id <> OLD.proposal_id OR NEW.kind <> OLD.kind
        OR NEW.currency_code <> OLD.currency_code OR NEW.amount <> OLD.amount OR NEW.expires_at <> OLD.expires_at
        OR NEW.proposed_by <> OLD.proposed_by OR NEW.key <> OLD.key
        OR NEW.accepted_amount < OLD.accepted_amount OR NEW.version < OLD.version
        OR (OLD.state IN ('accepted', 'declined', 'cancelled', 'expired')
            AND (NEW.state <> OLD.state OR NEW.accepted_amount <> OLD.accepted_amount)))
    EXECUTE FUNCTION guard_proposal();

-- What a proposal shows as accepted is the sum of its trades.
CREATE FUNCTION guard_proposal_accepted() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    IF NEW.accepted_amount <> (SELECT coalesce(sum(t.amount), 0) FROM proposal_trade t
                                WHERE t.community_id = NEW.community_id AND t.proposal_id = NEW.proposal_id) THEN
        RAISE EXCEPTION 'proposal % shows as accepted what its trades are not', NEW.proposal_id USING ERRCODE = 'TS007';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER proposal_accepted AFTER UPDATE ON proposal FOR EACH ROW
    WHEN (NEW.accepted_amount <> OLD.accepted_amount)
    EXECUTE FUNCTION guard_proposal_accepted();

-- A share, a side and an account once named stay as they are.
CREATE TRIGGER proposal_party_update AFTER UPDATE ON proposal_party FOR EACH ROW
    WHEN (NEW.community_id <> OLD.community_id OR NEW.proposal_id <> OLD.proposal_id OR NEW.party_no <> OLD.party_no
        OR NEW.side <> OLD.side OR NEW.share_amount <> OLD.share_amount
        OR (OLD.account_id IS NOT NULL AND NEW.account_id IS DISTINCT FROM OLD.account_id))
    EXECUTE FUNCTION guard_proposal();
