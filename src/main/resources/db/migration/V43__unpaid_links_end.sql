-- A payment link that nobody has paid, and nobody can pay any more, is let go of after a while. One that was paid stays: its trades name
-- it, and the request that paid it is answered again for ever.
GRANT DELETE ON payment_link TO "${app_role}";
CREATE INDEX payment_link_unpaid ON payment_link (community_id, least(expires_at, withdrawn_at)) WHERE payments = 0;
