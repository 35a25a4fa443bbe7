-- The device of a session, and of a mail about one, is kept as two codes: those of the browser and of the system. What is
-- no code of a version so far is a device that is not known.
CREATE TABLE browser_codes (words TEXT PRIMARY KEY, code TEXT NOT NULL);
INSERT INTO browser_codes (words, code) VALUES
    ('Edge', 'edge'), ('Opera', 'opera'), ('Samsung Internet', 'samsung-internet'), ('Firefox', 'firefox'), ('Chrome', 'chrome'),
    ('Safari', 'safari');
CREATE TABLE system_codes (words TEXT PRIMARY KEY, code TEXT NOT NULL);
INSERT INTO system_codes (words, code) VALUES
    ('iPad', 'ipad'), ('iPhone', 'iphone'), ('Android', 'android'), ('Chromebook', 'chromebook'), ('Windows', 'windows'),
    ('Mac', 'mac'), ('Linux', 'linux');
CREATE TABLE device_codes (words TEXT PRIMARY KEY, code TEXT NOT NULL);
INSERT INTO device_codes (words, code)
    SELECT b.words || ' on ' || s.words, b.code || '/' || s.code FROM browser_codes b CROSS JOIN system_codes s
    UNION ALL SELECT words, code || '/unknown' FROM browser_codes
    UNION ALL SELECT words, 'unknown/' || code FROM system_codes;
UPDATE sessions SET device = COALESCE((SELECT code FROM device_codes WHERE words = sessions.device), 'unknown/unknown');
UPDATE outbox SET detail = COALESCE((SELECT code FROM device_codes WHERE words = outbox.detail), 'unknown/unknown')
    WHERE kind = 'new-device';
DROP TABLE device_codes;
DROP TABLE system_codes;
DROP TABLE browser_codes;

-- A list of staff whose file had no name has none: its words are made where it is shown.
UPDATE imports SET file_name = '' WHERE file_name = 'List of staff';

-- The nightly import is no person. In mail nobody is named in its place. Entries of the audit log are never rewritten.
UPDATE imports SET author_name = 'nightly-import' WHERE author_name = 'Nightly import';
UPDATE outbox SET author_name = NULL WHERE author_name = 'Nightly import';

-- What became of the rows of earlier imports. Quotation marks within a text are escaped, so these are no texts of people.
UPDATE imports SET lines = replace(replace(replace(replace(replace(replace(replace(lines,
    '"outcome":"Added"', '"outcome":"added"'), '"outcome":"Updated"', '"outcome":"updated"'),
    '"outcome":"Unchanged"', '"outcome":"unchanged"'), '"outcome":"Deactivated"', '"outcome":"deactivated"'),
    '"outcome":"Possible match"', '"outcome":"unanswered"'), '"outcome":"Needs correcting"', '"outcome":"wrong"'),
    '"outcome":"Left alone"', '"outcome":"left-alone"')
    WHERE lines LIKE '%"outcome":"%';
UPDATE imports SET result = replace(replace(replace(replace(replace(replace(replace(result,
    '"outcome":"Added"', '"outcome":"added"'), '"outcome":"Updated"', '"outcome":"updated"'),
    '"outcome":"Unchanged"', '"outcome":"unchanged"'), '"outcome":"Deactivated"', '"outcome":"deactivated"'),
    '"outcome":"Possible match"', '"outcome":"unanswered"'), '"outcome":"Needs correcting"', '"outcome":"wrong"'),
    '"outcome":"Left alone"', '"outcome":"left-alone"')
    WHERE result LIKE '%"outcome":"%';
