//! A row of each table, as the version had it that made the table.

/// When the present code works with them.
pub const NOW: i64 = 1_795_000_000_000;

/// Tables that Rolecall fills by itself, from nothing.
pub const SEEDED: &[&str] = &["limit_buckets", "scheduled_jobs", "server_secrets"];

/// Tables that were renamed: in which version, and what they were and are called. Samples have the older name.
pub const RENAMED: &[(i64, &str, &str)] = &[
    (29, "links", "email_tokens"),
    (29, "link_tokens", "superseded_email_tokens"),
    (29, "confirmed_cells", "permission_confirmations"),
];

/// Columns that were renamed, likewise.
pub const RENAMED_COLUMNS: &[(i64, &str, &str)] = &[(33, "standing_order", "status_order")];

/// From which version on, and the row. A column that is gone by then needs two rows, each for its versions.
pub const SAMPLES: &[(i64, &str)] = &[
    (
        1,
        r#"INSERT INTO schools (id, name, help_contact, change_no, is_demo, created_at) VALUES ('00000000000040008000000000000001', 'Hillside', '', 1, 0, 1786446400000)"#,
    ),
    (
        1,
        r#"INSERT INTO school_products (school_id, product) VALUES ('00000000000040008000000000000001', 'sonar-tracker')"#,
    ),
    (
        1,
        r#"INSERT INTO accounts (id, email, email_key, password_hash, created_at, password_set_at) VALUES ('0000000000004000800000000000000a', 'ada@hillside.uk', 'ada@hillside.uk', '{hash}', 1786446400000, 1786446400000)"#,
    ),
    (
        1,
        r#"INSERT INTO members (id, school_id, account_id, first_name, last_name, email, email_key, role, registration, access, created_at, name_key, job_title_key, search_key, role_order, standing_order) VALUES ('000000000000400080000000000000b1', '00000000000040008000000000000001', '0000000000004000800000000000000a', 'Ada', 'Owens', 'ada@hillside.uk', 'ada@hillside.uk', 'account-owner', 'registered', 'active', 1786446400000, 'owens', 'x', 'ada', 0, 0)"#,
    ),
    (
        1,
        r#"INSERT INTO members (id, school_id, first_name, last_name, email, email_key, role, registration, invited_until, access, created_at, name_key, job_title_key, search_key, role_order, standing_order) VALUES ('000000000000400080000000000000b2', '00000000000040008000000000000001', 'Ben', 'Moss', 'ben@hillside.uk', 'ben@hillside.uk', 'partial-edit', 'invited', 1795432000000, 'active', 1794222400000, 'moss', 'x', 'ben', 0, 0)"#,
    ),
    (
        1,
        r#"INSERT INTO confirmed_cells (school_id, feature, role, allowed, confirmed_by, confirmed_at) VALUES ('00000000000040008000000000000001', 'view-pupils', 'full-edit', 1, '000000000000400080000000000000b1', 1794222400000)"#,
    ),
    (
        1,
        r#"INSERT INTO member_roles (school_id, member_id, product, role) VALUES ('00000000000040008000000000000001', '000000000000400080000000000000b2', 'sonar-tracker', 'full-edit')"#,
    ),
    (
        1,
        r#"INSERT INTO sessions (id, token_hash, account_id, school_id, member_id, device, created_at, last_seen_at, ends_at, ended_at) VALUES ('00000000000040008000000000000101', 'abababababababababababababababababababababababababababababababab', '0000000000004000800000000000000a', '00000000000040008000000000000001', '000000000000400080000000000000b1', 'Firefox on Linux', 1794222400000, 1794222400000, 1794308800000, 1794222400000)"#,
    ),
    (
        1,
        r#"INSERT INTO links (id, kind, school_id, member_id, created_at, expires_at) VALUES ('00000000000040008000000000000102', 'invitation', '00000000000040008000000000000001', '000000000000400080000000000000b2', 1794222400000, 1795432000000)"#,
    ),
    (
        1,
        r#"INSERT INTO link_tokens (token_hash, link_id) VALUES ('abababababababababababababababababababababababababababababababab', '00000000000040008000000000000102')"#,
    ),
    (
        1,
        r#"INSERT INTO outbox (id, kind, school_id, member_id, link_id, to_address, author_name, state, attempts, next_attempt_at, created_at, sent_at) VALUES ('00000000000040008000000000000103', 'invitation', '00000000000040008000000000000001', '000000000000400080000000000000b2', '00000000000040008000000000000102', 'Ben@hillside.uk', 'Ada Owens', 'sent', 1, 1794222400000, 1794222400000, 1794222400000)"#,
    ),
    (
        1,
        r#"INSERT INTO demo_outbox (id, to_address, subject, text_body, html_body, sent_at) VALUES ('00000000000040008000000000000104', 'ben@hillside.uk', 'Hello', 'Hello', 'Hello', 1794222400000)"#,
    ),
    (
        1,
        r#"INSERT INTO drafts (account_id, school_id, page, body, created_at) VALUES ('0000000000004000800000000000000a', '00000000000040008000000000000001', '/users/new', 'first_name=Eve', 1794913600000)"#,
    ),
    (
        1,
        r#"INSERT INTO audit_log (school_id, number, at, actor_id, actor_name, action, subject_kind, subject_id, subject_name, salt, digest, chain) VALUES ('00000000000040008000000000000001', 1, 1794222400000, '000000000000400080000000000000b1', 'Ada Owens', 'create user', 'member', '000000000000400080000000000000b2', 'Ben Moss', 'abababababababababababababababababababababababababababababababab', 'abababababababababababababababababababababababababababababababab', 'abababababababababababababababababababababababababababababababab')"#,
    ),
    (
        4,
        r#"INSERT INTO photos (id, school_id, member_id, small, large, created_at) VALUES ('00000000000040008000000000000105', '00000000000040008000000000000001', '000000000000400080000000000000b2', {bytes}, {bytes}, 1794222400000)"#,
    ),
    (
        5,
        r#"INSERT INTO pupils (id, school_id, forename, surname, born_on, year_order, class_name, alias, created_at, class_key, name_key, search_key) VALUES ('00000000000040008000000000000106', '00000000000040008000000000000001', 'Ann', 'Lee', '2018-01-09', 4, '2A', 'BCDF', 1794222400000, '2a', 'lee', 'ann')"#,
    ),
    (
        5,
        r#"INSERT INTO pupil_workers (school_id, pupil_id, member_id, kind, since) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000106', '000000000000400080000000000000b2', 'key', 1794222400000)"#,
    ),
    (
        6,
        r#"INSERT INTO attributes (school_id, id, name, name_key, kind, options, hint, position, created_at) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000107', 'House', 'house', 'choice', '["Red"]', '', 1, 1794222400000)"#,
    ),
    (
        6,
        r#"INSERT INTO member_attributes (school_id, member_id, attribute_id, value) VALUES ('00000000000040008000000000000001', '000000000000400080000000000000b2', '00000000000040008000000000000107', 'Red')"#,
    ),
    (
        7,
        r#"INSERT INTO imports (id, school_id, author_id, author_name, file_name, created_at, state, content, matching, choices) VALUES ('00000000000040008000000000000108', '00000000000040008000000000000001', '000000000000400080000000000000b1', 'Ada Owens', 'staff.csv', 1794913600000, 'staged', '{"rows":[],"width":0}', '{"has_header":true,"columns":[]}', '{}')"#,
    ),
    (
        8,
        r#"INSERT INTO ownership_offers (id, school_id, owner_id, member_id, created_at, expires_at, outcome, ended_at) VALUES ('00000000000040008000000000000109', '00000000000040008000000000000001', '000000000000400080000000000000b1', '000000000000400080000000000000b2', 1794222400000, 1795432000000, 'withdrawn', 1794308800000)"#,
    ),
    // From here on a school knows the end of its log itself.
    (9, "UPDATE schools SET audit_no = 1, audit_chain = (SELECT chain FROM audit_log WHERE number = 1)"),
    (
        10,
        r#"INSERT INTO bulk_changes (school_id, id, act, product, role, reason, done_by, done_at, already) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000110', 'block', '', '', 'Away', '000000000000400080000000000000b1', 1794996400000, 0)"#,
    ),
    (
        10,
        r#"INSERT INTO bulk_people (school_id, bulk_id, member_id, before_value, after_value) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000110', '000000000000400080000000000000b2', 'active', 'blocked')"#,
    ),
    (
        13,
        r#"INSERT INTO exceptions (school_id, member_id, feature, allowed, starts_on, starts_at, reason, author_id, is_announced) VALUES ('00000000000040008000000000000001', '000000000000400080000000000000b2', 'view-pupils', 1, '2026-11-01', 1794222400000, 'Cover', '000000000000400080000000000000b1', 1)"#,
    ),
    (
        14,
        r#"INSERT INTO roles (school_id, code, version, changed_by, changed_at) VALUES ('00000000000040008000000000000001', 'full-edit', 1, '000000000000400080000000000000b1', 1794222400000)"#,
    ),
    (
        14,
        r#"INSERT INTO role_cells (school_id, code, feature, setting) VALUES ('00000000000040008000000000000001', 'full-edit', 'view-pupils', 'allow')"#,
    ),
    (
        18,
        r#"INSERT INTO sign_in_attempts (id, at, kind, reason, account_id, network, times) VALUES ('one', 1794913600000, 'sign-in', 'password', '0000000000004000800000000000000a', '192.0.2.1', 2)"#,
    ),
    (
        18,
        r#"INSERT INTO account_networks (account_id, network, last_used_at) VALUES ('0000000000004000800000000000000a', '192.0.2.1', 1794913600000)"#,
    ),
    (
        18,
        r#"INSERT INTO account_notices (account_id, first_sign_in_at) VALUES ('0000000000004000800000000000000a', 1794222400000)"#,
    ),
    (
        24,
        r#"INSERT INTO import_shapes (school_id, shape, matching, choices, used_at) VALUES ('00000000000040008000000000000001', 'a,b', '[]', '{}', 1794913600000)"#,
    ),
    (
        32,
        r#"INSERT INTO observations (id, school_id, version, body, observed_on, author_id, created_at) VALUES ('00000000000040008000000000000111', '00000000000040008000000000000001', 1, 'Built a bridge', '2026-11-10', '000000000000400080000000000000b1', 1794222400000)"#,
    ),
    (
        32,
        r#"INSERT INTO observation_areas (school_id, observation_id, area) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000111', 'M')"#,
    ),
    (
        32,
        r#"INSERT INTO observation_pupils (school_id, observation_id, pupil_id) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000111', '00000000000040008000000000000106')"#,
    ),
    (
        32,
        r#"INSERT INTO observation_photos (id, school_id, observation_id, picture, created_at) VALUES ('00000000000040008000000000000112', '00000000000040008000000000000001', '00000000000040008000000000000111', {bytes}, 1794222400000)"#,
    ),
    (
        24,
        r#"INSERT INTO import_answers (school_id, row_key, about, answered_at) VALUES ('00000000000040008000000000000001', 'one', '000000000000400080000000000000b2', 1794913600000)"#,
    ),
    (
        31,
        r#"INSERT INTO marks (school_id, pupil_id, academic_year, kind, item, half_term, value, version, set_by, set_at) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000106', 2026, 'summative', 'reading', 1, 'EXS', 1, '000000000000400080000000000000b1', 1794222400000)"#,
    ),
    (
        31,
        r#"INSERT INTO mark_edits (school_id, pupil_id, academic_year, kind, item, half_term, version, edit_key, value, set_by, set_at) VALUES ('00000000000040008000000000000001', '00000000000040008000000000000106', 2026, 'summative', 'reading', 1, 1, '000000000000400080000000000000e1', 'EXS', '000000000000400080000000000000b1', 1794222400000)"#,
    ),
    (
        35,
        r#"INSERT INTO pupil_photos (id, school_id, pupil_id, picture, created_at) VALUES ('00000000000040008000000000000113', '00000000000040008000000000000001', '00000000000040008000000000000106', {bytes}, 1794222400000)"#,
    ),
    (
        31,
        r#"INSERT INTO class_changes (school_id, class_key, number, changes) VALUES ('00000000000040008000000000000001', 'willow', 7, 1)"#,
    ),
];

/// The last version that kept words where the next one keeps codes.
pub const WITH_WORDS: i64 = 33;

/// Rows with words, as that version wrote them.
pub const WORDS: &[&str] = &[
    r#"INSERT INTO sessions (id, token_hash, account_id, device, created_at, last_seen_at, ends_at) VALUES ('00000000000040008000000000000121', 'a1', '0000000000004000800000000000000a', 'Samsung Internet on Android', 1, 1, 2)"#,
    r#"INSERT INTO sessions (id, token_hash, account_id, device, created_at, last_seen_at, ends_at) VALUES ('00000000000040008000000000000122', 'a2', '0000000000004000800000000000000a', 'iPad', 1, 1, 2)"#,
    r#"INSERT INTO sessions (id, token_hash, account_id, device, created_at, last_seen_at, ends_at) VALUES ('00000000000040008000000000000123', 'a3', '0000000000004000800000000000000a', 'Unknown device', 1, 1, 2)"#,
    r#"INSERT INTO outbox (id, kind, to_address, author_name, state, attempts, next_attempt_at, created_at, detail) VALUES ('00000000000040008000000000000124', 'new-device', 'ada@hillside.uk', 'Nightly import', 'sent', 1, 1, 1, 'Safari on Mac')"#,
    r#"INSERT INTO outbox (id, kind, to_address, state, attempts, next_attempt_at, created_at, detail) VALUES ('00000000000040008000000000000125', 'guesses', 'ada@hillside.uk', 'sent', 1, 1, 1, '12')"#,
    r#"INSERT INTO imports (id, school_id, author_id, author_name, file_name, created_at, state, content, matching, choices, result, lines) VALUES ('00000000000040008000000000000126', '00000000000040008000000000000001', '00000000000000000000000000000000', 'Nightly import', 'List of staff', 1794913600000, 'done', '', '{"has_header":true,"columns":[]}', '{}', '{"added":1,"updated":0,"unchanged":0,"deactivated":0,"left_out":0,"without_email":0,"remarks":[{"row":3,"name":"Amy","email":"","outcome":"Left alone","details":"Role: Full Edit"}]}', '[{"row":2,"name":"\"outcome\":\"Added\"","email":"","outcome":"Possible match","details":""},{"row":3,"name":"Amy","email":"","outcome":"Left alone","details":"Role: Full Edit"}]')"#,
];

/// What the present version finds in their place.
pub const CODES: &[(&str, &[&str])] = &[
    (
        "SELECT device FROM sessions ORDER BY id",
        &["firefox/linux", "samsung-internet/android", "unknown/ipad", "unknown/unknown"],
    ),
    ("SELECT detail FROM outbox WHERE detail IS NOT NULL ORDER BY id", &["safari/mac", "12"]),
    ("SELECT author_name FROM outbox WHERE author_name = 'Nightly import'", &[]),
    ("SELECT file_name FROM imports ORDER BY id", &["staff.csv", ""]),
    ("SELECT author_name FROM imports ORDER BY id", &["Ada Owens", "nightly-import"]),
    (
        "SELECT lines FROM imports WHERE lines IS NOT NULL",
        &[
            r#"[{"row":2,"name":"\"outcome\":\"Added\"","email":"","outcome":"unanswered","details":""},{"row":3,"name":"Amy","email":"","outcome":"left-alone","details":"Role: Full Edit"}]"#,
        ],
    ),
];
