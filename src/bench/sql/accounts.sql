-- :community gets :accounts members m1, m2, … whose limits refuse nothing. Its currency is there already.
INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at)
SELECT c.community_id, gen_random_uuid(), 'm' || n, 'Member ' || n, 'person', current_date, now()
  FROM community c, generate_series(1, :accounts) n WHERE c.slug = ':community';
INSERT INTO account (community_id, account_id, currency_code, kind, member_id, credit_limit)
SELECT m.community_id, gen_random_uuid(), 'CRED', 'member', m.member_id, 1000000000000
  FROM member m JOIN community c USING (community_id) WHERE c.slug = ':community'
   AND NOT EXISTS (SELECT FROM account a WHERE a.community_id = m.community_id AND a.member_id = m.member_id);
