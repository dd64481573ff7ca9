-- A trade names its entries by their numbers on the accounts of its payer and payee. So they are found by the primary key
-- of entry, and by nothing else: an index of the entries by their trade cost two insertions a trade, and the guard of new
-- entries one more look-up to see that a trade gets no others later.
-- Instances of 0.1 cannot book any more once this has run.
ALTER TABLE trade ADD COLUMN payer_entry_no bigint CHECK (payer_entry_no > 0);
ALTER TABLE trade ADD COLUMN payee_entry_no bigint CHECK (payee_entry_no > 0);

-- What is booked stays as it is; this only writes down where it stands.
ALTER TABLE trade DISABLE TRIGGER USER;
UPDATE trade t SET payer_entry_no = p.entry_no, payee_entry_no = q.entry_no
  FROM entry p JOIN entry q ON q.community_id = p.community_id AND q.trade_id = p.trade_id
 WHERE p.community_id = t.community_id AND p.trade_id = t.trade_id AND p.account_id = t.payer_id
   AND q.account_id = t.payee_id;
ALTER TABLE trade ENABLE TRIGGER USER;

ALTER TABLE trade ALTER COLUMN payer_entry_no SET NOT NULL;
ALTER TABLE trade ALTER COLUMN payee_entry_no SET NOT NULL;
DROP INDEX entry_of_trade;
