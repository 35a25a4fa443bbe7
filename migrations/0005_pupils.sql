-- Pupils, and who works with them.

CREATE TABLE pupils (
    id TEXT COLLATE "BINARY" PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    forename TEXT NOT NULL,
    surname TEXT NOT NULL,
    -- Unique over present and former pupils; a new pupil may not have one yet.
    upn TEXT,
    -- A date, as 2018-01-09.
    born_on TEXT NOT NULL,
    -- The year group's place from the youngest: 0 is the first year of nursery, 2 is Reception.
    year_order BIGINT NOT NULL,
    class_name TEXT NOT NULL,
    -- What whoever may not know the pupil calls them. Drawn by lot once and kept, so it says nothing and stays the same.
    alias TEXT COLLATE "BINARY" NOT NULL,
    created_at BIGINT NOT NULL,
    class_key TEXT COLLATE "BINARY" NOT NULL,
    name_key TEXT COLLATE "BINARY" NOT NULL,
    search_key TEXT COLLATE "BINARY" NOT NULL,
    UNIQUE (school_id, id),
    UNIQUE (school_id, upn),
    UNIQUE (school_id, alias)
);

CREATE INDEX pupils_by_class ON pupils (school_id, year_order, class_key, name_key, id);

-- Somebody works with a child in one way or not at all: their two lists have no child in common.
CREATE TABLE pupil_workers (
    school_id TEXT NOT NULL,
    pupil_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    -- "key" or "worker".
    kind TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (school_id, pupil_id, member_id),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, id),
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id)
);

-- A child has one key worker at most.
CREATE UNIQUE INDEX pupil_workers_one_key ON pupil_workers (school_id, pupil_id) WHERE kind = 'key';
CREATE INDEX pupil_workers_by_member ON pupil_workers (school_id, member_id, kind);
