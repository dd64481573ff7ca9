-- A trade names its entries by their numbers on the accounts of its payer and payee. So they are found by the primary key
-- of entry, and an index of the entries by their trade, which cost two insertions a trade, is not needed; nor need the guard
-- of new entries look whether a trade has others already.
-- Instances of 0.1 cannot book any more once this has run.
ALTER TABLE trade ADD COLUMN payer_entry_no bigint;
ALTER TABLE trade ADD COLUMN payee_entry_no bigint;

-- What is booked stays as it is; this writes down where it stands. The guard that refuses an update is there where the
-- guards are.
DO $$
DECLARE
    guarded boolean := EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'trade'::regclass AND tgname = 'trade_update');
    culprit record;
BEGIN
    IF guarded THEN
        ALTER TABLE trade DISABLE TRIGGER trade_update;
    END IF;
    UPDATE trade t SET payer_entry_no = p.entry_no, payee_entry_no = q.entry_no
      FROM entry p JOIN entry q ON q.community_id = p.community_id AND q.trade_id = p.trade_id
     WHERE p.community_id = t.community_id AND p.trade_id = t.trade_id AND p.account_id = t.payer_id
       AND q.account_id = t.payee_id;
    IF guarded THEN
        ALTER TABLE trade ENABLE TRIGGER trade_update;
    END IF;
    SELECT trade_id INTO culprit FROM trade WHERE payer_entry_no IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The books are not right: trade % has no entry of its payer or of its payee.', culprit.trade_id
            USING HINT = 'Verify the ledger with the version before this one, and set it right first.';
    END IF;
END $$;

ALTER TABLE trade ALTER COLUMN payer_entry_no SET NOT NULL;
ALTER TABLE trade ALTER COLUMN payee_entry_no SET NOT NULL;
ALTER TABLE trade ADD CONSTRAINT trade_entries_have_numbers CHECK (payer_entry_no > 0 AND payee_entry_no > 0);
DROP INDEX entry_of_trade;
