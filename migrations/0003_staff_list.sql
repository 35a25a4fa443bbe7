-- What became of somebody's access: since when, by whom (nobody: Rolecall itself) and why. Somebody who leaves is let in
-- until leaves_at, the end of their last day in Europe/London.
ALTER TABLE members ADD COLUMN access_at BIGINT;
ALTER TABLE members ADD COLUMN access_by TEXT;
ALTER TABLE members ADD COLUMN access_reason TEXT;
ALTER TABLE members ADD COLUMN leaving_on TEXT;
ALTER TABLE members ADD COLUMN leaves_at BIGINT;
ALTER TABLE members ADD COLUMN deleted_at BIGINT;
CREATE INDEX members_by_leaving ON members (leaves_at) WHERE leaves_at IS NOT NULL;
