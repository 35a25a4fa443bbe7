-- Codes that only statements compare, so that nothing else would notice an unknown one. SQLite adds a constraint only with
-- a table; nothing refers to these two.
CREATE TABLE outbox_checked (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    school_id TEXT,
    member_id TEXT,
    link_id TEXT REFERENCES email_tokens (id),
    to_address TEXT NOT NULL,
    author_name TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'withdrawn')),
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    trouble TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    detail TEXT
);
INSERT INTO outbox_checked
    SELECT id, kind, school_id, member_id, link_id, to_address, author_name,
        CASE WHEN state IN ('waiting', 'sent', 'failed', 'withdrawn') THEN state ELSE 'failed' END,
        attempts, next_attempt_at, trouble, created_at, sent_at, detail
    FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_checked RENAME TO outbox;
CREATE INDEX outbox_by_state ON outbox (state, next_attempt_at);
CREATE INDEX outbox_by_member ON outbox (school_id, member_id, created_at);
CREATE INDEX outbox_to_sweep ON outbox (created_at);
CREATE INDEX outbox_of_link ON outbox (link_id);

CREATE TABLE ownership_offers_checked (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    owner_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- Empty for as long as nobody has written what became of it.
    outcome TEXT CHECK (outcome IN ('accepted', 'declined', 'withdrawn', 'expired')),
    ended_at BIGINT,
    FOREIGN KEY (school_id, owner_id) REFERENCES members (school_id, id),
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id)
);
INSERT INTO ownership_offers_checked
    SELECT id, school_id, owner_id, member_id, created_at, expires_at,
        CASE WHEN outcome IS NULL OR outcome IN ('accepted', 'declined', 'withdrawn', 'expired') THEN outcome ELSE 'withdrawn' END,
        ended_at
    FROM ownership_offers;
DROP TABLE ownership_offers;
ALTER TABLE ownership_offers_checked RENAME TO ownership_offers;
CREATE UNIQUE INDEX ownership_offers_open ON ownership_offers (school_id) WHERE outcome IS NULL;
