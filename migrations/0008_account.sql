-- What somebody goes by in a school: chosen by themselves.
ALTER TABLE members ADD COLUMN known_as TEXT;

-- The address a link of kind 'email' makes an account's sign-in email.
ALTER TABLE links ADD COLUMN new_email TEXT;

-- The Account Owner offers the school to an Account Admin. An offer whose time is over is so when it is read.
CREATE TABLE ownership_offers (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    owner_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- 'accepted', 'declined', 'withdrawn' or 'expired'; empty for as long as nobody has written what became of it.
    outcome TEXT,
    ended_at BIGINT,
    FOREIGN KEY (school_id, owner_id) REFERENCES members (school_id, id),
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id)
);

-- One at a time.
CREATE UNIQUE INDEX ownership_offers_open ON ownership_offers (school_id) WHERE outcome IS NULL;
