-- The trade that is undone, in full or in part, when this is accepted; null: a trade of its own comes of it.
ALTER TABLE proposal ADD COLUMN reverses uuid;

-- Who begins a trade: the payer alone, or whoever is to be paid too, by a request that the payer confirms.
ALTER TABLE community ADD COLUMN recording text NOT NULL DEFAULT 'either' CHECK (recording IN ('payer', 'either'));
