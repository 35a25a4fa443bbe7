-- One text for SQLite and PostgreSQL. Ids are random text, moments are milliseconds since 1970 (BIGINT),
-- truths are SMALLINT 0 or 1. Columns ending in _key and _order are made by the server, because folding differs between
-- the two databases. "BINARY" is how SQLite calls comparing text byte by byte; PostgreSQL is given a collation of that
-- name before this runs, so that both sort alike.

CREATE TABLE schools (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    help_contact TEXT NOT NULL,
    -- Raised by the first statement of every change: it takes the write lock and tells every process that something changed.
    change_no BIGINT NOT NULL,
    is_demo SMALLINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE school_products (
    school_id TEXT NOT NULL REFERENCES schools (id),
    product TEXT NOT NULL,
    PRIMARY KEY (school_id, product)
);

CREATE TABLE confirmed_cells (
    school_id TEXT NOT NULL REFERENCES schools (id),
    feature TEXT NOT NULL,
    role TEXT NOT NULL,
    allowed SMALLINT NOT NULL,
    confirmed_by TEXT,
    confirmed_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, feature, role)
);

-- A sign-in email and its password. Belongs to a person, not to a school.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    password_set_at BIGINT NOT NULL
);

-- A person in a school.
CREATE TABLE members (
    id TEXT COLLATE "BINARY" PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    account_id TEXT REFERENCES accounts (id),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT COLLATE "BINARY" NOT NULL,
    title TEXT,
    job_title TEXT,
    username TEXT,
    username_key TEXT,
    staff_code TEXT,
    role TEXT NOT NULL,
    registration TEXT NOT NULL,
    invited_until BIGINT,
    access TEXT NOT NULL,
    last_sign_in_at BIGINT,
    form_key TEXT,
    created_at BIGINT NOT NULL,
    name_key TEXT COLLATE "BINARY" NOT NULL,
    job_title_key TEXT COLLATE "BINARY" NOT NULL,
    search_key TEXT COLLATE "BINARY" NOT NULL,
    role_order BIGINT NOT NULL,
    standing_order BIGINT NOT NULL,
    UNIQUE (school_id, id),
    UNIQUE (school_id, email_key),
    UNIQUE (school_id, username_key),
    UNIQUE (school_id, account_id),
    UNIQUE (school_id, form_key)
);

CREATE INDEX members_by_account ON members (account_id);
-- A list is one of these read in order. Each also holds what the list is filtered by, so that rows left out by a filter
-- or lying before the page asked for are passed without being fetched.
CREATE INDEX members_by_name ON members (school_id, name_key, id, role_order, standing_order);
CREATE INDEX members_by_email ON members (school_id, email_key, id, role_order, standing_order);
CREATE INDEX members_by_job_title ON members (school_id, job_title_key, name_key, id, role_order, standing_order);
CREATE INDEX members_by_role ON members (school_id, role_order, name_key, id, standing_order);
CREATE INDEX members_by_standing ON members (school_id, standing_order, name_key, id, role_order);
CREATE INDEX members_by_last_sign_in ON members (school_id, last_sign_in_at, name_key, id, role_order, standing_order);
CREATE INDEX members_by_search ON members (school_id, search_key, role_order, standing_order, id);

-- Roles in products other than Sonar Tracker; no row means the same as there.
CREATE TABLE member_roles (
    school_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    product TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (school_id, member_id, product),
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id)
);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    -- Empty until a person of several schools has chosen one.
    school_id TEXT,
    member_id TEXT,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id)
);

CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_member ON sessions (school_id, member_id);
CREATE INDEX sessions_by_start ON sessions (school_id, created_at);

-- Links that set a password: registration (to a member) and reset (to an account). The token is made when the mail
-- goes out and only its hash is kept.
CREATE TABLE links (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    school_id TEXT,
    member_id TEXT,
    account_id TEXT REFERENCES accounts (id),
    token_hash TEXT UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    voided_at BIGINT,
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id)
);

CREATE INDEX links_by_member ON links (school_id, member_id);
CREATE INDEX links_by_account ON links (account_id);

-- Tokens a link had before it was mailed again: they are recognised, to say that a newer mail was sent.
CREATE TABLE link_tokens (
    token_hash TEXT PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES links (id)
);

-- Mail to be sent. What is secret in a mail is made while it is being sent, never kept here.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    school_id TEXT,
    member_id TEXT,
    link_id TEXT REFERENCES links (id),
    to_address TEXT NOT NULL,
    -- Who sent it, as the mail names them.
    author_name TEXT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    trouble TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);

CREATE INDEX outbox_by_state ON outbox (state, next_attempt_at);
CREATE INDEX outbox_by_member ON outbox (school_id, member_id, created_at);

-- Mail of the demonstration, which is shown instead of sent.
CREATE TABLE demo_outbox (
    id TEXT PRIMARY KEY,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);

-- What somebody was typing when their session ended, offered again after signing in.
CREATE TABLE drafts (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    school_id TEXT NOT NULL REFERENCES schools (id),
    page TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, school_id, page)
);

-- Append only. The chain runs over salted digests, so that names and values can be erased one day and it still holds.
CREATE TABLE audit_log (
    school_id TEXT NOT NULL REFERENCES schools (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT,
    actor_name TEXT,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_name TEXT,
    old_value TEXT,
    new_value TEXT,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    chain TEXT NOT NULL,
    PRIMARY KEY (school_id, number)
);

CREATE INDEX audit_log_by_subject ON audit_log (school_id, subject_kind, subject_id, number);
