-- Permissions somebody has or has not whatever their role gives, one for each permission. When one is in force is decided
-- when it is read; a row that is over is taken out once that was written into the audit log.
CREATE TABLE exceptions (
    school_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    feature TEXT NOT NULL,
    allowed SMALLINT NOT NULL,
    -- The first and the last day, and when they begin and end. What is switched per person has no end.
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    reason TEXT,
    author_id TEXT NOT NULL,
    -- Whether pages were told that it is in force.
    is_announced SMALLINT NOT NULL,
    PRIMARY KEY (school_id, member_id, feature),
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id),
    FOREIGN KEY (school_id, author_id) REFERENCES members (school_id, id)
);

-- Who can do something.
CREATE INDEX exceptions_feature ON exceptions (school_id, feature);
