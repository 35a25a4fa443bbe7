-- The markbook. A mark's change raises its class's number and the school's marks_no, not the school's change_no: open
-- pages of other things need not be drawn again. Raising marks_no also takes the school's write lock.
ALTER TABLE schools ADD COLUMN marks_no BIGINT NOT NULL DEFAULT 0;
-- How the school assesses, as JSON; NULL until it is set up.
ALTER TABLE schools ADD COLUMN assessment TEXT;

CREATE TABLE marks (
    school_id TEXT NOT NULL,
    pupil_id TEXT NOT NULL,
    -- The calendar year in which the academic year begins.
    academic_year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- The code of a subject, objective or measure, according to the kind.
    item TEXT COLLATE "BINARY" NOT NULL,
    -- 1 to 6 for a summative mark, otherwise 0.
    half_term BIGINT NOT NULL,
    -- As entered; empty where it was cleared.
    value TEXT NOT NULL,
    -- Raised by each change, so that nobody overwrites what they have not seen.
    version BIGINT NOT NULL,
    -- The member who entered it; NULL for Rolecall itself.
    set_by TEXT,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, pupil_id, academic_year, kind, item, half_term),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, id),
    FOREIGN KEY (school_id, set_by) REFERENCES members (school_id, id)
);

-- Every value there was. The key is the edit's own: sending it again finds it here and changes nothing.
CREATE TABLE mark_edits (
    school_id TEXT NOT NULL,
    pupil_id TEXT NOT NULL,
    academic_year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT COLLATE "BINARY" NOT NULL,
    half_term BIGINT NOT NULL,
    version BIGINT NOT NULL,
    edit_key TEXT COLLATE "BINARY" NOT NULL,
    value TEXT NOT NULL,
    set_by TEXT,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, pupil_id, academic_year, kind, item, half_term, version),
    UNIQUE (school_id, edit_key),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, id),
    FOREIGN KEY (school_id, set_by) REFERENCES members (school_id, id)
);

-- How often the marks of a class were changed. The number of a class is drawn at random, so that it says nothing.
CREATE TABLE class_changes (
    school_id TEXT NOT NULL REFERENCES schools (id),
    class_key TEXT COLLATE "BINARY" NOT NULL,
    number BIGINT NOT NULL,
    changes BIGINT NOT NULL,
    PRIMARY KEY (school_id, class_key)
);
