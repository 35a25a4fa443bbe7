-- Tables are named for what they hold. Foreign keys follow a renamed table; indexes are made again under its name.
ALTER TABLE links RENAME TO email_tokens;
DROP INDEX links_by_member;
DROP INDEX links_by_account;
DROP INDEX links_to_sweep;
CREATE INDEX email_tokens_by_member ON email_tokens (school_id, member_id);
CREATE INDEX email_tokens_by_account ON email_tokens (account_id);
CREATE INDEX email_tokens_to_sweep ON email_tokens (expires_at);

-- Tokens that a newer mail replaced.
ALTER TABLE link_tokens RENAME TO superseded_email_tokens;
DROP INDEX link_tokens_of_link;
CREATE INDEX superseded_email_tokens_of_token ON superseded_email_tokens (link_id);

ALTER TABLE confirmed_cells RENAME TO permission_confirmations;
