-- What a school wants to know of its people, as configured in its settings. A retired one keeps what is known.
CREATE TABLE attributes (
    school_id TEXT NOT NULL REFERENCES schools (id),
    id TEXT COLLATE "BINARY" NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "BINARY" NOT NULL,
    kind TEXT NOT NULL,
    -- The answers of a choice, as JSON, in order.
    options TEXT NOT NULL,
    hint TEXT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (school_id, id)
);

CREATE UNIQUE INDEX attributes_by_name ON attributes (school_id, name_key) WHERE retired_at IS NULL;

-- What is known of people; no row means nothing.
CREATE TABLE member_attributes (
    school_id TEXT NOT NULL,
    member_id TEXT COLLATE "BINARY" NOT NULL,
    attribute_id TEXT COLLATE "BINARY" NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (school_id, member_id, attribute_id),
    FOREIGN KEY (school_id, member_id) REFERENCES members (school_id, id),
    FOREIGN KEY (school_id, attribute_id) REFERENCES attributes (school_id, id)
);

-- Whom a list filtered by an attribute shows, and how many have each answer, without reading anything else.
CREATE INDEX member_attributes_by_value ON member_attributes (school_id, attribute_id, value, member_id);
