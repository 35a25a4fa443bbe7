-- How a list of staff was read (JSON: what each stage found, and what was said about it), and the file itself, so that it can be
-- read again otherwise. The file and what was found are thrown away once the list was confirmed; what was said stays, so that the
-- next file like it is read alike. A file with a column of passwords is not kept.
ALTER TABLE imports ADD COLUMN shape TEXT;
ALTER TABLE imports ADD COLUMN reading TEXT;
ALTER TABLE imports ADD COLUMN source BYTEA;
