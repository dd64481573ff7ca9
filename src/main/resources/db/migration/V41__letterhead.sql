-- Lines at the top of what a community prints; none: its name alone.
ALTER TABLE community
    ADD COLUMN letterhead text[] NOT NULL DEFAULT '{}' CHECK (cardinality(letterhead) <= 6);
