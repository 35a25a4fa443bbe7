-- The role as which a session views the school, changing nothing; none when it is one's own.
ALTER TABLE sessions ADD COLUMN viewing_as TEXT;
