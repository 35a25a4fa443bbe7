-- The first day on which a pupil is no longer at the school; NULL for pupils who have not left. A date, as 2026-12-18:
-- everything that lists pupils compares it with today, so nothing has to run when the day comes.
ALTER TABLE pupils ADD COLUMN left_on TEXT COLLATE "BINARY";

-- The photo a pupil has, apart from the pupil, so that lists need not look at pictures; another photo has another id.
CREATE TABLE pupil_photos (
    id TEXT COLLATE "BINARY" PRIMARY KEY,
    school_id TEXT NOT NULL,
    pupil_id TEXT NOT NULL,
    -- A JPEG made by the server, 512 pixels wide and high.
    picture BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (school_id, pupil_id),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, id)
);
