-- Reasons are kept as codes with what belongs to them; their sentences are made where they are shown. Entries of the audit log
-- are never rewritten: those of earlier versions keep the sentence, and are read as if somebody had typed it.

-- Why somebody was left out of what was done to many people.
CREATE TABLE left_out_codes (sentence TEXT PRIMARY KEY, code TEXT NOT NULL);
INSERT INTO left_out_codes (sentence, code) VALUES
    ('This person is no longer in your school.', '"gone"'),
    ('Somebody changed this person after you looked at the summary.', '"changed-meanwhile"'),
    ('Somebody changed this person since.', '"changed-since"'),
    ('The role they had before was deleted since.', '"role-deleted"'),
    ('Only your school''s Account Owner and Account Admins can do this. Ask one of them to do it for you.', '{"denied":"for-admins"}'),
    ('Only your school''s Account Owner can do this.', '{"denied":"for-owner"}'),
    ('You cannot do this to your own account. Ask another admin.', '{"denied":"yourself"}'),
    ('This person has registered, so there is nothing to invite them to.', '{"denied":"already-registered"}'),
    ('This person is blocked, deactivated or deleted. Let them in again first.', '{"denied":"not-let-in"}'),
    ('Needs an email address before an invitation can be sent.', '{"denied":"no-email"}'),
    ('This account is active already.', '{"denied":{"not-as-they-are":{"access":"active"}}}'),
    ('This person is blocked already.', '{"denied":{"not-as-they-are":{"access":"blocked"}}}'),
    ('This account is not active. Make it active first.', '{"denied":{"not-as-they-are":{"access":"deactivated"}}}'),
    ('This person was deleted. Restore them first.', '{"denied":{"not-as-they-are":{"access":"deleted"}}}'),
    ('This person is an Account Owner: only somebody above that role can do this.', '{"denied":{"equal-or-above":{"role":"account-owner"}}}'),
    ('This person is an Account Admin: only somebody above that role can do this.', '{"denied":{"equal-or-above":{"role":"account-admin"}}}'),
    ('A school has exactly one Account Owner. The role moves only when the owner hands it over.', '{"denied":{"role-not-yours":{"role":"account-owner"}}}'),
    ('You can give roles below your own. Only the Account Owner can give Account Admin.', '{"denied":{"role-not-yours":{"role":"account-admin"}}}'),
    ('Only your school''s Account Owner is Account Owner in Juniper MIS. That role moves with the ownership.', '{"denied":{"role-not-yours-in":{"role":"account-owner","product":"juniper-mis"}}}'),
    ('Only the Account Owner can give Account Admin in Juniper MIS.', '{"denied":{"role-not-yours-in":{"role":"account-admin","product":"juniper-mis"}}}'),
    ('This person is an Account Owner in Juniper MIS. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-owner","product":"juniper-mis"}}}'),
    ('This person is an Account Admin in Juniper MIS. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-admin","product":"juniper-mis"}}}'),
    ('Only your school''s Account Owner is Account Owner in Portal. That role moves with the ownership.', '{"denied":{"role-not-yours-in":{"role":"account-owner","product":"portal"}}}'),
    ('Only the Account Owner can give Account Admin in Portal.', '{"denied":{"role-not-yours-in":{"role":"account-admin","product":"portal"}}}'),
    ('This person is an Account Owner in Portal. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-owner","product":"portal"}}}'),
    ('This person is an Account Admin in Portal. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-admin","product":"portal"}}}'),
    ('Only your school''s Account Owner is Account Owner in Comms Hub. That role moves with the ownership.', '{"denied":{"role-not-yours-in":{"role":"account-owner","product":"comms-hub"}}}'),
    ('Only the Account Owner can give Account Admin in Comms Hub.', '{"denied":{"role-not-yours-in":{"role":"account-admin","product":"comms-hub"}}}'),
    ('This person is an Account Owner in Comms Hub. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-owner","product":"comms-hub"}}}'),
    ('This person is an Account Admin in Comms Hub. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-admin","product":"comms-hub"}}}'),
    ('Only your school''s Account Owner is Account Owner in Juniper Websites. That role moves with the ownership.', '{"denied":{"role-not-yours-in":{"role":"account-owner","product":"juniper-websites"}}}'),
    ('Only the Account Owner can give Account Admin in Juniper Websites.', '{"denied":{"role-not-yours-in":{"role":"account-admin","product":"juniper-websites"}}}'),
    ('This person is an Account Owner in Juniper Websites. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-owner","product":"juniper-websites"}}}'),
    ('This person is an Account Admin in Juniper Websites. Only the Account Owner can change that.', '{"denied":{"role-kept":{"role":"account-admin","product":"juniper-websites"}}}');
UPDATE bulk_people SET left_because = COALESCE((SELECT code FROM left_out_codes WHERE sentence = left_because), '"unknown"')
    WHERE left_because IS NOT NULL;
UPDATE bulk_people SET stays_because = COALESCE((SELECT code FROM left_out_codes WHERE sentence = stays_because), '"unknown"')
    WHERE stays_because IS NOT NULL;
DROP TABLE left_out_codes;

-- Why somebody is let in or not. What somebody typed stays a text without a code.
ALTER TABLE members ADD COLUMN access_reason_code TEXT;
UPDATE members SET access_reason_code = 'undone', access_reason = NULL WHERE access_reason = 'Undoes a change to several people';
UPDATE members SET access_reason_code = 'not-in-file', access_reason = NULL WHERE access_reason = 'Not in the list of staff from the MIS';
UPDATE members SET access_reason_code = 'not-enabled', access_reason = NULL WHERE access_reason = 'Not enabled in the file';
UPDATE members SET access_reason_code = 'status-in-file', access_reason = substr(access_reason, 21) WHERE access_reason LIKE 'Status in the file: %';
CREATE TABLE month_numbers (name TEXT PRIMARY KEY, number TEXT NOT NULL);
INSERT INTO month_numbers (name, number) VALUES
    ('January', '01'), ('February', '02'), ('March', '03'), ('April', '04'), ('May', '05'), ('June', '06'),
    ('July', '07'), ('August', '08'), ('September', '09'), ('October', '10'), ('November', '11'), ('December', '12');
UPDATE members SET access_reason_code = 'left-on', access_reason =
    (SELECT substr(access_reason, length(access_reason) - 3) || '-' || number || '-' || substr('0' || trim(substr(access_reason, 9, 2)), length(trim(substr(access_reason, 9, 2))), 2)
     FROM month_numbers WHERE access_reason = 'Left on ' || trim(substr(access_reason, 9, 2)) || ' ' || name || ' ' || substr(access_reason, length(access_reason) - 3))
    WHERE trim(substr(access_reason, 9, 2)) IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16',
        '17', '18', '19', '20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30', '31')
    AND EXISTS (SELECT 1 FROM month_numbers WHERE access_reason = 'Left on ' || trim(substr(access_reason, 9, 2)) || ' ' || name || ' ' || substr(access_reason, length(access_reason) - 3));
DROP TABLE month_numbers;

-- What keeps a mail from reaching somebody. The mail server's own words stay beside its code.
UPDATE outbox SET trouble = '{"refusal":' || CASE
        WHEN trouble LIKE 'The mail server refused this address (%' THEN '{"for-good":"' || replace(replace(replace(replace(replace(substr(trouble, 39), '). Rolecall goes on trying by itself.', ''), '). Rolecall tried for a day and has stopped. Send the invitation again once mail works.', ''), '). Check the address, then send the invitation again.', ''), '\', '\\'), '"', '\"') || '"}'
        WHEN trouble LIKE 'The mail server did not take the mail (%' THEN '{"for-now":"' || replace(replace(replace(replace(replace(substr(trouble, 40), '). Rolecall goes on trying by itself.', ''), '). Rolecall tried for a day and has stopped. Send the invitation again once mail works.', ''), '). Check the address, then send the invitation again.', ''), '\', '\\'), '"', '\"') || '"}'
        WHEN trouble LIKE 'The mail server does not let Rolecall in (%' THEN '{"not-let-in":"' || replace(replace(replace(replace(replace(substr(trouble, 43), '). Rolecall goes on trying by itself.', ''), '). Rolecall tried for a day and has stopped. Send the invitation again once mail works.', ''), '). Check the address, then send the invitation again.', ''), '\', '\\'), '"', '\"') || '"}'
        WHEN trouble LIKE 'No encrypted connection to the mail server can be made.%' THEN '"not-encrypted"'
        WHEN trouble LIKE 'The mail server did not answer in time.%' THEN '"slow"'
        WHEN trouble LIKE 'The mail server cannot be reached.%' THEN '"unreachable"'
        WHEN trouble LIKE 'The mail could not be written.%' THEN '"unwritable"'
        ELSE '"unknown"'
    END || ',"next":"' || CASE
        WHEN trouble LIKE '%Rolecall goes on trying by itself.' THEN 'tried-again'
        WHEN trouble LIKE '%Rolecall tried for a day and has stopped. Send the invitation again once mail works.' THEN 'given-up'
        WHEN state = 'waiting' THEN 'tried-again'
        ELSE 'stopped'
    END || '"}'
    WHERE trouble IS NOT NULL;
