-- Observations: what staff saw children do.
CREATE TABLE observations (
    id TEXT COLLATE "BINARY" PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    -- Raised by every change. A form carries the one it began with.
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    -- A date, as 2026-11-25.
    observed_on TEXT COLLATE "BINARY" NOT NULL,
    -- Names are the members': a member who is forgotten has none here either.
    author_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_by TEXT,
    changed_at BIGINT,
    shared_by TEXT,
    shared_at BIGINT,
    -- The same form sent twice records one observation.
    form_key TEXT,
    UNIQUE (school_id, id),
    UNIQUE (school_id, form_key),
    FOREIGN KEY (school_id, author_id) REFERENCES members (school_id, id),
    FOREIGN KEY (school_id, changed_by) REFERENCES members (school_id, id),
    FOREIGN KEY (school_id, shared_by) REFERENCES members (school_id, id)
);
CREATE INDEX observations_by_day ON observations (school_id, observed_on, created_at, id);
CREATE INDEX observations_by_author ON observations (school_id, author_id, observed_on);

CREATE TABLE observation_areas (
    school_id TEXT NOT NULL,
    observation_id TEXT NOT NULL,
    -- An area of learning: "CL", "PSED".
    area TEXT NOT NULL,
    PRIMARY KEY (school_id, observation_id, area),
    FOREIGN KEY (school_id, observation_id) REFERENCES observations (school_id, id)
);

CREATE TABLE observation_pupils (
    school_id TEXT NOT NULL,
    observation_id TEXT NOT NULL,
    pupil_id TEXT NOT NULL,
    PRIMARY KEY (school_id, observation_id, pupil_id),
    FOREIGN KEY (school_id, observation_id) REFERENCES observations (school_id, id),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, id)
);
CREATE INDEX observation_pupils_by_pupil ON observation_pupils (school_id, pupil_id);

CREATE TABLE observation_photos (
    id TEXT COLLATE "BINARY" PRIMARY KEY,
    school_id TEXT NOT NULL,
    observation_id TEXT NOT NULL,
    -- A JPEG made by the server.
    picture BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (school_id, observation_id) REFERENCES observations (school_id, id)
);
CREATE INDEX observation_photos_of ON observation_photos (school_id, observation_id, created_at, id);

-- The contact at home that the school holds for a child.
ALTER TABLE pupils ADD COLUMN home_email TEXT;
