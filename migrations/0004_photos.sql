-- The photo a person has. Its id stands with the person, so that lists need not look at pictures; another photo has
-- another id, so that whoever keeps a copy keeps the right one.
ALTER TABLE members ADD COLUMN photo_id TEXT;

-- Bytes are kept as such: "BYTEA" is PostgreSQL's name for them, and SQLite keeps what it is given under any name.
CREATE TABLE photos (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    -- JPEGs made by the server, 96 and 512 pixels wide and high.
    small BYTEA NOT NULL,
    large BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (school_id, member_id),
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id)
);
