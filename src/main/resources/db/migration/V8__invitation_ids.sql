-- An invitation that waits is listed and can be withdrawn: it is named by an id, since its token is stored nowhere.

ALTER TABLE invitation ADD COLUMN invitation_id uuid;
UPDATE invitation SET invitation_id = gen_random_uuid();
ALTER TABLE invitation ALTER COLUMN invitation_id SET NOT NULL, ADD UNIQUE (invitation_id);
