-- The version of the rule by which stored search keys were made (`domain::search::VERSION`). Keys of an older one are made anew when
-- Rolecall starts.
CREATE TABLE search_keys (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO search_keys (id, version) VALUES (1, 0);
