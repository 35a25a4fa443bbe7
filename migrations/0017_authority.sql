-- What the Account Owner decided, others may take away and not give: which cells of a role and which exceptions that are.
ALTER TABLE role_cells ADD COLUMN by_owner SMALLINT NOT NULL DEFAULT 0;
UPDATE role_cells SET by_owner = 1 WHERE EXISTS (
    SELECT 1 FROM roles r JOIN members m ON m.school_id = r.school_id AND m.id = r.changed_by
    WHERE r.school_id = role_cells.school_id AND r.code = role_cells.code AND m.role = 'account-owner'
);

ALTER TABLE exceptions ADD COLUMN by_owner SMALLINT NOT NULL DEFAULT 0;
UPDATE exceptions SET by_owner = 1 WHERE EXISTS (
    SELECT 1 FROM members m
    WHERE m.school_id = exceptions.school_id AND m.id = exceptions.author_id AND m.role = 'account-owner'
);

-- When the account's holder last gave their password in a session; 0 for never. What asks for it again looks here.
ALTER TABLE sessions ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
UPDATE sessions SET proved_at = created_at;
