-- Random keys of this installation, one for each purpose; every server on the database uses the same ones. They sign what
-- a browser keeps (device cookies, forms) and are never shown.
CREATE TABLE server_secrets (
    name TEXT PRIMARY KEY,
    -- 32 random bytes in hexadecimal.
    value TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- How far limits are used up, so that a restart gives nobody new attempts. Only those that are used up by half or more.
CREATE TABLE limit_buckets (
    -- What is limited, signed: nobody can tell from it which address or network it is about.
    id TEXT PRIMARY KEY,
    -- When all attempts are there again.
    full_at BIGINT NOT NULL
);

CREATE INDEX limit_buckets_by_end ON limit_buckets (full_at);

-- Attempts to sign in that failed or were throttled, refusals, passwords that were asked for again. Never an address or a
-- password. What happened several times in a minute is one row.
CREATE TABLE sign_in_attempts (
    -- Made from the minute and what happened in it, so that several servers add up in one row.
    id TEXT PRIMARY KEY,
    -- The minute's beginning.
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- Empty for an address without an account.
    account_id TEXT,
    -- Set for what was done inside a school.
    school_id TEXT,
    member_id TEXT,
    -- Empty when there were too many to tell them apart.
    network TEXT NOT NULL,
    times BIGINT NOT NULL
);

CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts (at);
CREATE INDEX sign_in_attempts_by_account ON sign_in_attempts (account_id, at);
CREATE INDEX sign_in_attempts_by_school ON sign_in_attempts (school_id, at);

-- The networks an account signed in from lately: from there a device that is not known yet is no surprise.
CREATE TABLE account_networks (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    network TEXT NOT NULL,
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, network)
);

CREATE INDEX account_networks_by_use ON account_networks (last_used_at);

-- When the holder of an account was last written to about it.
CREATE TABLE account_notices (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    first_sign_in_at BIGINT,
    new_device_mailed_at BIGINT,
    failures_mailed_at BIGINT
);

-- What a mail needs beyond names: the device it is about, or how often something happened.
ALTER TABLE outbox ADD COLUMN detail TEXT;
