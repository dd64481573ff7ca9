-- Whether a trade was recorded by an office: from the community's own accounts, or for a member that whoever recorded it does not
-- act for. What was recorded before is taken to be by the parties.
ALTER TABLE trade ADD COLUMN by_office boolean NOT NULL DEFAULT false;
CREATE INDEX trade_by_office ON trade (community_id, trade_id) WHERE by_office;
