-- A link works only while the address it was mailed to (as email_key writes addresses) is that of whom it is for; one without
-- an address works for nobody. Why a link was ended before its time is a code; empty where a newer link was sent before this was kept.
ALTER TABLE links ADD COLUMN sent_to TEXT;
ALTER TABLE links ADD COLUMN ended_because TEXT;

UPDATE links SET sent_to = COALESCE(
    (SELECT lower(o.to_address) FROM outbox o WHERE o.link_id = links.id ORDER BY o.created_at DESC, o.id LIMIT 1),
    (SELECT m.email_key FROM members m WHERE m.school_id = links.school_id AND m.id = links.member_id),
    (SELECT a.email_key FROM accounts a WHERE a.id = links.account_id)
);

-- Deleting somebody, or deactivating them by an import, ended their link and left them invited.
UPDATE members SET registration = 'not-registered', invited_until = NULL
    WHERE registration = 'invited' AND access IN ('deactivated', 'deleted')
      AND NOT EXISTS (SELECT 1 FROM links l WHERE l.school_id = members.school_id AND l.member_id = members.id AND l.used_at IS NULL AND l.voided_at IS NULL);
