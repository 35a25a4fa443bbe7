-- Whether the school reminds people of an invitation before it expires, and when each was reminded of theirs.
ALTER TABLE schools ADD COLUMN reminds SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN reminded_at BIGINT;
