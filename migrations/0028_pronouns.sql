-- How somebody is spoken of: "she/her", "they/them". Empty when nobody said.
ALTER TABLE members ADD COLUMN pronouns TEXT;
