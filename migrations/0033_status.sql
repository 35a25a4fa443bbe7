-- The status of a member has one name, in code, in addresses and here.
ALTER TABLE members RENAME COLUMN standing_order TO status_order;
DROP INDEX members_by_standing;
CREATE INDEX members_by_status ON members (school_id, status_order, name_key, id, role_order);
