-- Roles a school made out of standard ones, and standard roles it changed. A role that was deleted stays for its name, which
-- the audit log goes on telling.
CREATE TABLE roles (
    school_id TEXT NOT NULL REFERENCES schools (id),
    -- As people hold it: "full-edit", or "full-edit." and an id for one the school made.
    code TEXT NOT NULL,
    -- Nothing for a standard role.
    name TEXT,
    -- Unique among the roles that are there; nothing for the others.
    name_key TEXT,
    -- Raised with every change, so that two people who change it at once notice.
    version BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (school_id, code),
    FOREIGN KEY (school_id, changed_by) REFERENCES members (school_id, id)
);

CREATE UNIQUE INDEX roles_name ON roles (school_id, name_key);

-- The cells that differ from the role it was made from, or from what is published.
CREATE TABLE role_cells (
    school_id TEXT NOT NULL,
    code TEXT NOT NULL,
    feature TEXT NOT NULL,
    setting TEXT NOT NULL,
    PRIMARY KEY (school_id, code, feature),
    FOREIGN KEY (school_id, code) REFERENCES roles (school_id, code)
);

-- Who holds a role of the school's own.
CREATE INDEX members_by_own_role ON members (school_id, role);
CREATE INDEX member_roles_by_role ON member_roles (school_id, role);
