-- The token a session had before it was renewed, which works a moment longer for requests under way.
ALTER TABLE sessions ADD COLUMN previous_hash TEXT;
ALTER TABLE sessions ADD COLUMN previous_until BIGINT;

CREATE UNIQUE INDEX sessions_by_previous ON sessions (previous_hash);
