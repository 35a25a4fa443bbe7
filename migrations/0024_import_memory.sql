-- What a school decided about the columns and roles of its last list with these columns, so that the next one is taken alike.
-- `shape` is made of the columns' names, or of their number where they have none.
CREATE TABLE import_shapes (
    school_id TEXT NOT NULL REFERENCES schools (id),
    shape TEXT NOT NULL,
    -- JSON.
    matching TEXT NOT NULL,
    choices TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, shape)
);

-- Rows of lists that somebody decided to leave: they are not asked about again until they change.
CREATE TABLE import_answers (
    school_id TEXT NOT NULL REFERENCES schools (id),
    row_key TEXT NOT NULL,
    -- The ids of the people it might have been, a blank between them: forgotten with any of them.
    about TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, row_key)
);

-- Whether columns and roles were taken over from the last list.
ALTER TABLE imports ADD COLUMN as_last_time SMALLINT NOT NULL DEFAULT 0;
