-- The change number at which something about the school's people changed last. Signing in changes the school, but not
-- who is in it or where they stand: what was counted and searched for before still holds.
ALTER TABLE schools ADD COLUMN people_no BIGINT NOT NULL DEFAULT 0;
