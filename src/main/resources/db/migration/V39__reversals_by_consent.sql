-- The trade that is undone, in full or in part, when this is accepted; null: a trade of its own comes of it.
ALTER TABLE proposal ADD COLUMN reverses uuid;
