-- What a proposal shows as accepted is the sum of its trades, and of the instalments that are still to be booked.
CREATE OR REPLACE FUNCTION guard_proposal_accepted() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    IF NEW.accepted_amount <> (SELECT coalesce(sum(t.amount), 0) FROM proposal_trade t
                                WHERE t.community_id = NEW.community_id AND t.proposal_id = NEW.proposal_id)
                            + (SELECT coalesce(sum(i.amount), 0) FROM instalment i
                                WHERE i.community_id = NEW.community_id AND i.proposal_id = NEW.proposal_id
                                  AND i.state = 'pending') THEN
        RAISE EXCEPTION 'proposal % shows as accepted what its trades and instalments are not', NEW.proposal_id
            USING ERRCODE = 'TS007';
    END IF;
    RETURN NULL;
END $$;

-- An instalment asks for what was accepted, on the day that was accepted, and is booked or released once.
CREATE FUNCTION guard_instalment() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'instalment % of proposal % has ended, or would become another', NEW.instalment_no, NEW.proposal_id
        USING ERRCODE = 'TS007';
END $$;

CREATE TRIGGER instalment_update AFTER UPDATE ON instalment FOR EACH ROW
    WHEN (NEW.community_id <> OLD.community_id OR NEW.proposal_id <> OLD.proposal_id
        OR NEW.instalment_no <> OLD.instalment_no OR NEW.due_date <> OLD.due_date OR NEW.amount <> OLD.amount
        OR (OLD.state <> 'proposed' AND NEW.levy_version IS DISTINCT FROM OLD.levy_version)
        OR (OLD.state = 'proposed' AND NEW.state NOT IN ('proposed', 'pending'))
        OR (OLD.state = 'pending' AND NEW.state = 'proposed')
        OR OLD.state IN ('booked', 'released'))
    EXECUTE FUNCTION guard_instalment();

-- What is booked is a trade of the proposal over the instalment's amount.
CREATE FUNCTION guard_instalment_booked() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM proposal_trade t WHERE t.community_id = NEW.community_id
                      AND t.proposal_id = NEW.proposal_id AND t.trade_id = NEW.trade_id AND t.amount = NEW.amount) THEN
        RAISE EXCEPTION 'instalment % of proposal % is not what its trade is', NEW.instalment_no, NEW.proposal_id
            USING ERRCODE = 'TS007';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER instalment_booked AFTER UPDATE ON instalment FOR EACH ROW
    WHEN (NEW.state = 'booked' AND OLD.state <> 'booked')
    EXECUTE FUNCTION guard_instalment_booked();

-- A rule by which an account pays by itself is ended and made anew, never changed.
CREATE FUNCTION guard_acceptance_rule() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'acceptance rule % has ended, or would become another', NEW.rule_id USING ERRCODE = 'TS007';
END $$;

CREATE TRIGGER acceptance_rule_update AFTER UPDATE ON acceptance_rule FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL OR (to_jsonb(NEW) - 'ended_at') <> (to_jsonb(OLD) - 'ended_at'))
    EXECUTE FUNCTION guard_acceptance_rule();

-- By no rule more is booked in a month than it says, and what was booked is not forgotten.
CREATE FUNCTION guard_acceptance_rule_month() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM acceptance_rule r WHERE r.community_id = NEW.community_id AND r.rule_id = NEW.rule_id
                      AND NEW.booked <= r.most_a_month) THEN
        RAISE EXCEPTION 'by the acceptance rule % more would be booked than it allows', NEW.rule_id USING ERRCODE = 'TS007';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER acceptance_rule_month_insert AFTER INSERT ON acceptance_rule_month FOR EACH ROW
    EXECUTE FUNCTION guard_acceptance_rule_month();

CREATE TRIGGER acceptance_rule_month_update AFTER UPDATE ON acceptance_rule_month FOR EACH ROW
    EXECUTE FUNCTION guard_acceptance_rule_month();

CREATE TRIGGER acceptance_rule_month_shrinks AFTER UPDATE ON acceptance_rule_month FOR EACH ROW
    WHEN (NEW.community_id <> OLD.community_id OR NEW.rule_id <> OLD.rule_id OR NEW.month <> OLD.month
        OR NEW.booked < OLD.booked)
    EXECUTE FUNCTION guard_acceptance_rule();
