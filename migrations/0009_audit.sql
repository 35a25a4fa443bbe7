-- Names and values of an entry are erased once somebody's 90 days are over; its digest stays, so that the chain holds.
ALTER TABLE audit_log ADD COLUMN erased_at BIGINT;
-- Names and values as they are searched for, folded by the server. Entries made before have what the database can do.
ALTER TABLE audit_log ADD COLUMN search_key TEXT COLLATE "BINARY" NOT NULL DEFAULT '';
UPDATE audit_log SET search_key =
    lower(COALESCE(actor_name, '') || ' ' || COALESCE(subject_name, '') || ' ' || COALESCE(old_value, '') || ' ' || COALESCE(new_value, ''));

CREATE INDEX audit_log_by_moment ON audit_log (school_id, at, number);
CREATE INDEX audit_log_by_actor ON audit_log (school_id, actor_id, number);
CREATE INDEX audit_log_by_action ON audit_log (school_id, action, number);
CREATE INDEX audit_log_by_kind ON audit_log (school_id, subject_kind, number);

-- The last entry's number and place in the chain, so that cutting the log short shows as well.
ALTER TABLE schools ADD COLUMN audit_no BIGINT NOT NULL DEFAULT 0;
ALTER TABLE schools ADD COLUMN audit_chain TEXT NOT NULL DEFAULT '';
UPDATE schools SET
    audit_no = COALESCE((SELECT MAX(l.number) FROM audit_log l WHERE l.school_id = schools.id), 0),
    audit_chain = COALESCE((SELECT l.chain FROM audit_log l WHERE l.school_id = schools.id ORDER BY l.number DESC LIMIT 1), '');

-- When what the school knew of a deleted person was erased.
ALTER TABLE members ADD COLUMN forgotten_at BIGINT;
