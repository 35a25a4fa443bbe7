-- Staff that come from the school's MIS. `mis_id` is what the MIS calls somebody by, `mis_key` what the row of a list is called that had
-- them last: whoever has one came from there. Somebody whose address nobody knows has an empty one, and a key that no address has.
ALTER TABLE schools ADD COLUMN mis_fed SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN mis_id TEXT;
ALTER TABLE members ADD COLUMN mis_key TEXT;
CREATE UNIQUE INDEX members_by_mis_id ON members (school_id, mis_id);

-- A list of staff that was brought, and what has been decided about it so far. What it holds is thrown away once it was confirmed.
CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- JSON.
    content TEXT NOT NULL,
    matching TEXT NOT NULL,
    choices TEXT NOT NULL,
    result TEXT,
    lines TEXT
);

CREATE INDEX imports_by_school ON imports (school_id, created_at);
