-- What was done to many people at once, by whom and when: shown afterwards, and undone within ten minutes. Rows older than
-- a day are removed; what happened to each person is in the audit log.
CREATE TABLE bulk_changes (
    school_id TEXT NOT NULL REFERENCES schools (id),
    id TEXT NOT NULL,
    act TEXT NOT NULL,
    product TEXT NOT NULL,
    role TEXT NOT NULL,
    reason TEXT,
    done_by TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    -- How many had it already.
    already BIGINT NOT NULL,
    undone_at BIGINT,
    PRIMARY KEY (school_id, id)
);

CREATE INDEX bulk_changes_by_age ON bulk_changes (school_id, done_at);

-- Each person: what they had before and after, or why they were left out. Somebody may not be there any more.
CREATE TABLE bulk_people (
    school_id TEXT NOT NULL,
    bulk_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    before_value TEXT NOT NULL,
    after_value TEXT NOT NULL,
    left_because TEXT,
    -- Why undoing it left them as they were.
    stays_because TEXT,
    PRIMARY KEY (school_id, bulk_id, member_id),
    FOREIGN KEY (school_id, bulk_id) REFERENCES bulk_changes (school_id, id)
);
