-- How long a balance is back within its soft limit already; only after a while is it forgotten that it stood beyond.
ALTER TABLE account_limits ADD COLUMN inside_since timestamptz;

-- From where an application came, as a keyed digest: while it waits, or for a day.
ALTER TABLE application ADD COLUMN address_digest bytea;
CREATE INDEX application_of_address ON application (community_id, address_digest) WHERE address_digest IS NOT NULL;
