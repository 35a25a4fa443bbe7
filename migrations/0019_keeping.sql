-- How an entry's digest is made: 1 over all its words; 2 over what stays, and over a salted commitment to each word that can be
-- erased. Of an erased entry, `commitments` keeps what is needed to check what is left of it against the digest.
ALTER TABLE audit_log ADD COLUMN format SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE audit_log ADD COLUMN commitments TEXT;

-- Whether the owner is mailed the end of the audit log's chain every month, and when that was done last.
ALTER TABLE schools ADD COLUMN mails_anchor SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE schools ADD COLUMN anchor_mailed_at BIGINT;

-- When an import was confirmed: what its rows came to is kept for a while after that.
ALTER TABLE imports ADD COLUMN finished_at BIGINT;
UPDATE imports SET finished_at = created_at WHERE state = 'done';

-- What is past its time is found by these, so that a sweep reads nothing else; and the keys that are followed when a row is deleted.
CREATE INDEX sessions_to_sweep ON sessions (COALESCE(ended_at, ends_at));
CREATE INDEX links_to_sweep ON links (expires_at);
CREATE INDEX link_tokens_of_link ON link_tokens (link_id);
CREATE INDEX outbox_to_sweep ON outbox (created_at);
CREATE INDEX outbox_of_link ON outbox (link_id);
CREATE INDEX demo_outbox_to_sweep ON demo_outbox (sent_at);
CREATE INDEX drafts_to_sweep ON drafts (created_at);
CREATE INDEX imports_unfinished ON imports (created_at) WHERE state <> 'done';
CREATE INDEX imports_with_rows ON imports (finished_at) WHERE lines IS NOT NULL;
CREATE INDEX bulk_changes_to_sweep ON bulk_changes (done_at);
CREATE INDEX members_to_forget ON members (deleted_at) WHERE deleted_at IS NOT NULL AND forgotten_at IS NULL;
