-- Why a session ended before its time: a code of `domain::session_end`. Rows from before say nothing.
ALTER TABLE sessions ADD COLUMN ended_because TEXT;
CREATE INDEX sessions_by_end ON sessions (ended_at);
