-- An entry is a line of its trade once: the two that a trade names by itself are no lines here, and no other is named twice.
ALTER TABLE trade_line ADD CONSTRAINT trade_line_names_an_entry_once UNIQUE (community_id, account_id, entry_no);

-- As in V27, and with it go the words in which policies were decided: what they say of limits and levies stays.
CREATE OR REPLACE FUNCTION redact_community(of_community uuid)
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
    UPDATE credit_policy p SET reason = 'erased' WHERE p.community_id = of_community;
    UPDATE levy_policy p SET reason = 'erased' WHERE p.community_id = of_community;
END $$;

-- The same for communities that were erased before: the words of their policies, and of what two agreed on.
UPDATE credit_policy p SET reason = 'erased'
  FROM community c WHERE c.community_id = p.community_id AND c.phase = 'erased';
UPDATE levy_policy p SET reason = 'erased'
  FROM community c WHERE c.community_id = p.community_id AND c.phase = 'erased';
UPDATE approval a
   SET summary = 'erased', reason = 'erased', act = '{}', key = NULL,
       decision = CASE WHEN a.decision IS NOT NULL THEN 'erased' END,
       outcome = CASE WHEN a.outcome IS NOT NULL THEN 'erased' END,
       state = CASE WHEN a.state = 'waiting' THEN 'withdrawn' ELSE a.state END
  FROM community c WHERE c.community_id = a.community_id AND c.phase = 'erased';
