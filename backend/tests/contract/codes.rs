//! Every column with codes: known to the code, and an unknown code in it is an error, never a default. Every test here
//! ends by looking for words in place of codes.

use crate::test_context::{Person, TestContext};
use backend::store::{CODED_COLUMNS, CodedColumn, OPEN_COLUMNS};
use backend::{account, attempts, attributes, import, marks, observations, pupils, school, users};
use domain::assessment::{Group, SheetListing};
use domain::catalogue::Catalogue;
use domain::device::Device;
use domain::id::{BulkId, MemberId};
use domain::link::LinkEndReason;
use domain::listing::UserListing;
use domain::member::PlainField;
use domain::observation::{LearningArea, ObservationListing};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::{AnyPool, AssertSqlSafe, Row as _};
use std::collections::BTreeSet;

const UNKNOWN: &str = "no-such-code";
const BULK: &str = "00000000000040008000000000000110";

/// Columns of text that hold no codes: what people typed, names, keys to sort and search by, tokens and
/// digests, days, and JSON. Ids are told by their names, plain fields of members by their definitions. In the JSON of the
/// audit log, codes are not told from what people typed, but every test here ends by looking for labels (`labels.rs`).
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "accounts.email", "accounts.email_key", "accounts.password_hash",
    "account_networks.network",
    "attributes.hint", "attributes.name", "attributes.name_key", "attributes.options",
    "audit_log.actor_name", "audit_log.chain", "audit_log.commitments", "audit_log.digest", "audit_log.new_value",
    "audit_log.old_value", "audit_log.salt", "audit_log.search_key", "audit_log.subject_name",
    "bulk_changes.reason",
    "demo_outbox.html_body", "demo_outbox.subject", "demo_outbox.text_body", "demo_outbox.to_address",
    "drafts.body", "drafts.page",
    "email_tokens.new_email", "email_tokens.sent_to", "email_tokens.token_hash",
    "exceptions.ends_on", "exceptions.reason", "exceptions.starts_on",
    "import_answers.about", "import_answers.row_key",
    "import_shapes.choices", "import_shapes.matching", "import_shapes.shape",
    "class_changes.class_key",
    "imports.author_name", "imports.choices", "imports.content", "imports.file_name", "imports.lines",
    "imports.matching", "imports.reading", "imports.result", "imports.shape",
    "mark_edits.value", "marks.value",
    "member_attributes.value",
    "members.access_reason", "members.email", "members.email_key", "members.first_name", "members.form_key",
    "members.job_title", "members.job_title_key", "members.known_as", "members.last_name", "members.leaving_on",
    "members.mis_key", "members.name_key", "members.search_key", "members.staff_code",
    "members.title", "members.username", "members.username_key",
    "observations.body", "observations.form_key", "observations.observed_on",
    "outbox.author_name", "outbox.to_address",
    "pupils.alias", "pupils.born_on", "pupils.class_key", "pupils.class_name", "pupils.forename",
    "pupils.home_email", "pupils.left_on", "pupils.name_key",
    "pupils.search_key", "pupils.surname", "pupils.upn",
    "roles.name", "roles.name_key",
    "scheduled_jobs.holder",
    "schools.assessment", "schools.audit_chain", "schools.help_contact", "schools.name",
    "server_secrets.value",
    "sessions.previous_hash", "sessions.token_hash",
    "sign_in_attempts.network",
    "superseded_email_tokens.token_hash",
];

/// Columns with codes whose values are JSON: codes with their parameters, of which some are what people or mail servers
/// wrote.
const WITH_PARAMETERS: [&str; 3] = ["bulk_people.left_because", "bulk_people.stays_because", "outbox.trouble"];

/// What the columns with codes hold that has not the form of a code, such as a word with a capital letter.
pub async fn words_in_place_of_codes(pool: &AnyPool) -> BTreeSet<String> {
    let coded = CODED_COLUMNS.iter().map(|CodedColumn { table, column, .. }| (*table, *column));
    let open = OPEN_COLUMNS.iter().map(|(table, column, _)| (*table, *column));
    let select = |(table, column)| {
        format!("SELECT '{table}.{column}' AS place, {column} AS code FROM {table} WHERE {column} IS NOT NULL")
    };
    let sql = coded.chain(open).map(select).collect::<Vec<_>>().join(" UNION ");
    let found = sqlx::query(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap_or_default();
    let found = found.iter().map(|row| (row.get::<String, _>("place"), row.get::<String, _>("code")));
    found.filter(|(place, code)| !has_form(place, code)).map(|(place, code)| format!("{place}: {code}")).collect()
}

fn has_form(place: &str, code: &str) -> bool {
    match place {
        _ if WITH_PARAMETERS.contains(&place) => serde_json::from_str::<serde_json::Value>(code).is_ok(),
        // Areas of learning have the letter that observations are marked with.
        "observation_areas.area" => LearningArea::from_code(code).is_some(),
        // Ids of an observation and its child.
        "outbox.detail" if code.contains(' ') => {
            code.split(' ').all(|id| id.chars().all(|sign| sign == '-' || sign.is_ascii_hexdigit()))
        }
        // Objectives of Reception begin with its letter.
        "marks.item" | "mark_edits.item" => code.strip_prefix("R-").unwrap_or(code).chars().all(is_sign),
        "audit_log.action" => code.chars().all(|sign| sign == ' ' || is_sign(sign)),
        _ => code.chars().all(is_sign),
    }
}

const fn is_sign(sign: char) -> bool {
    matches!(sign, 'a'..='z' | '0'..='9' | '/' | '_' | '.' | '-')
}

#[test]
fn a_phrase_has_not_the_form_of_a_code() {
    for phrase in ["Firefox on Windows", "iPad", "List of staff", "Owner", "two words"] {
        assert!(!has_form("sessions.device", phrase), "{phrase}");
    }
    assert!(has_form("sessions.device", "samsung-internet/unknown") && has_form("audit_log.action", "set photo"));
}

/// Ids and references, which are read as ids.
fn is_id(column: &str) -> bool {
    column == "id"
        || column.ends_with("_id")
        || ["access_by", "changed_by", "confirmed_by", "done_by", "edit_key", "set_by", "shared_by"].contains(&column)
}

async fn sql(world: &TestContext, sql: String) -> u64 {
    let done = sqlx::query(AssertSqlSafe(sql.clone())).execute(&world.pool).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}")).rows_affected()
}

/// A row with a known code for every column that a new school has none of.
async fn plant(world: &TestContext, owner: &Person, amy: MemberId) {
    let (school, owner, now) = (owner.actor.school(), owner.member, world.clock.now().0);
    for row in [
        format!(
            "member_roles (school_id, member_id, product, role) VALUES ('{school}', '{amy}', 'portal', 'full-edit')"
        ),
        format!(
            "permission_confirmations (school_id, feature, role, allowed, confirmed_at) VALUES ('{school}', (SELECT MIN(feature) FROM role_cells), 'full-edit', 1, {now})"
        ),
        format!(
            "attributes (school_id, id, name, name_key, kind, options, hint, position, created_at) VALUES ('{school}', '00000000000040008000000000000107', 'House', 'house', 'choice', '[]', '', 1, {now})"
        ),
        format!(
            "pupils (id, school_id, forename, surname, born_on, year_order, class_name, alias, created_at, class_key, name_key, search_key) VALUES ('00000000000040008000000000000106', '{school}', 'Ann', 'Lee', '2018-01-09', 4, '2A', 'BCDF', {now}, '2a', 'lee', 'ann')"
        ),
        format!(
            "marks (school_id, pupil_id, academic_year, kind, item, half_term, value, version, set_by, set_at) VALUES ('{school}', '00000000000040008000000000000106', 2026, 'summative', 'reading', 1, 'B', 1, '{amy}', {now})"
        ),
        format!(
            "pupil_workers (school_id, pupil_id, member_id, kind, since) VALUES ('{school}', '00000000000040008000000000000106', '{amy}', 'key', {now})"
        ),
        format!(
            "observations (id, school_id, version, body, observed_on, author_id, created_at) VALUES ('00000000000040008000000000000111', '{school}', 1, 'Seen', '2026-11-10', '{owner}', {now})"
        ),
        format!(
            "observation_areas (school_id, observation_id, area) VALUES ('{school}', '00000000000040008000000000000111', 'M')"
        ),
        format!(
            "imports (id, school_id, author_id, author_name, file_name, created_at, state, content, matching, choices) VALUES ('00000000000040008000000000000108', '{school}', '{owner}', 'Ada Owens', 'staff.csv', {now}, 'staged', '{{\"rows\":[],\"width\":0}}', '{{\"has_header\":true,\"columns\":[]}}', '{{}}')"
        ),
        format!(
            "bulk_changes (school_id, id, act, product, role, done_by, done_at, already) VALUES ('{school}', '{BULK}', 'role', 'portal', 'full-edit', '{owner}', {now}, 0)"
        ),
        format!(
            "roles (school_id, code, version, changed_by, changed_at) VALUES ('{school}', 'partial-edit', 1, '{owner}', {now})"
        ),
        format!(
            "sign_in_attempts (id, at, kind, reason, account_id, network, times) VALUES ('one', {now}, 'failed', 'wrong-password', (SELECT account_id FROM members WHERE id = '{owner}'), '192.0.2.1', 2)"
        ),
    ] {
        sql(world, format!("INSERT INTO {row}")).await;
    }
}

/// Reads every table with codes, as a process that remembers nothing.
async fn read_all(world: &TestContext, owner: &Person, amy: MemberId, link: &str) -> Result<(), Problem> {
    let backend = world.another_process().await;
    let read = async {
        let visitor = backend.public().visitor(Some(&owner.token)).await?;
        let actor = visitor.actor(Some(&visitor.stamp()))?;
        users::list(&backend, &actor, UserListing::default()).await?;
        users::person(&backend, &actor, amy).await?;
        school::settings_of(&backend, &actor).await?;
        attributes::list(&backend, &actor).await?;
        pupils::children_of(&backend, &actor, amy).await?;
        let class = Some(Group::Class("2A".to_owned()));
        marks::sheet(&backend, &actor, SheetListing { group: class, ..SheetListing::default() }).await?;
        observations::list(&backend, &actor, ObservationListing::default()).await?;
        import::list(&backend, &actor).await?;
        users::bulk_done(&backend, &actor, BulkId::parse(BULK).unwrap()).await?;
        attempts::view(&backend, &actor).await?;
        match backend.public().open_link(link, None).await {
            Ok(_) | Err(Problem::Link(_)) => Ok(()),
            Err(problem) => Err(problem),
        }
    };
    let read = read.await;
    backend.store().close().await;
    read
}

both! {
    async fn every_column_of_text_is_a_code_an_id_or_a_text(world: TestContext) {
        let coded = CODED_COLUMNS.iter().map(|CodedColumn { table, column, .. }| format!("{table}.{column}"));
        let open = OPEN_COLUMNS.iter().map(|(table, column, _)| format!("{table}.{column}"));
        let plain = PlainField::ALL.iter().map(|field| format!("members.{}", field.code()));
        let texts = TEXTS.iter().map(|&text| text.to_owned()).chain(plain);
        let known: Vec<String> = coded.chain(open).chain(texts).collect();
        let mut there = BTreeSet::new();
        for table in world.tables().await {
            let columns = world.text_columns(&table).await.into_iter().filter(|column| !is_id(column) || known.contains(&format!("{table}.{column}")));
            there.extend(columns.map(|column| format!("{table}.{column}")));
        }
        assert_eq!(known.iter().cloned().collect::<BTreeSet<_>>(), there);
        assert_eq!(known.len(), there.len(), "a column stands twice");
    }

    async fn an_unknown_code_is_an_error_and_never_a_default(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::PartialEdit, MemberStatus::Invited).await;
        let link = world.link_to(&amy.email).await;
        let ended = LinkEndReason::Replaced.code();
        sql(&world, format!("UPDATE email_tokens SET voided_at = 1, ended_because = '{ended}' WHERE member_id = '{}'", amy.member)).await;
        sql(&world, "INSERT INTO roles (school_id, code, version, changed_by, changed_at) SELECT school_id, 'full-edit', 1, id, 0 FROM members WHERE role = 'account-owner'".to_owned()).await;
        let feature = Catalogue::published().features().next().unwrap().code();
        sql(&world, format!("INSERT INTO role_cells (school_id, code, feature, setting) SELECT school_id, code, '{feature}', 'allow' FROM roles")).await;
        plant(&world, &owner, amy.member).await;
        assert_eq!(read_all(&world, &owner, amy.member, &link).await, Ok(()));
        for CodedColumn { table, column, is_known } in CODED_COLUMNS {
            assert!(!is_known(UNKNOWN), "{table}.{column}");
            if (*table, *column) == ("outbox", "kind") {
                continue;
            }
            let last = world.texts(&format!("SELECT MAX({column}) FROM {table}")).await.remove(0);
            let (before, those) = match last.as_str() {
                "" => ("NULL".to_owned(), format!("{column} IS NULL")),
                code => (format!("'{code}'"), format!("{column} = '{code}'")),
            };
            assert!(last.is_empty() || is_known(&last), "{table}.{column}: {last}");
            assert!(sql(&world, format!("UPDATE {table} SET {column} = '{UNKNOWN}' WHERE {those}")).await > 0, "{table}.{column}");
            assert_eq!(read_all(&world, &owner, amy.member, &link).await, Err(Problem::Unexpected), "{table}.{column}");
            sql(&world, format!("UPDATE {table} SET {column} = {before} WHERE {column} = '{UNKNOWN}'")).await;
        }
        assert_eq!(read_all(&world, &owner, amy.member, &link).await, Ok(()));
    }

    async fn a_phrase_in_place_of_a_code_is_found(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        assert_eq!(words_in_place_of_codes(&world.pool).await, BTreeSet::new());
        sql(&world, format!("UPDATE sessions SET device = 'Firefox on Windows' WHERE member_id = '{}'", owner.member)).await;
        let found = words_in_place_of_codes(&world.pool).await;
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["sessions.device: Firefox on Windows"]);
        let shown = account::own(&world.backend, &owner.actor).await.unwrap().sessions;
        assert!(shown.iter().all(|session| session.device == Device::default()), "{shown:?}");
        sql(&world, "UPDATE sessions SET device = 'firefox/windows'".to_owned()).await;
    }

    async fn codes_that_only_statements_compare_are_refused_by_the_database(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::AccountAdmin, MemberStatus::Active).await.member;
        let school = owner.actor.school();
        sql(&world, format!("INSERT INTO ownership_offers (id, school_id, owner_id, member_id, created_at, expires_at) VALUES ('one', '{school}', '{}', '{amy}', 0, 1)", owner.member)).await;
        for (table, column) in [("outbox", "state"), ("ownership_offers", "outcome")] {
            assert!(world.number(&format!("SELECT COUNT(*) FROM {table}")).await > 0, "{table}");
            let statement = format!("UPDATE {table} SET {column} = '{UNKNOWN}'");
            let refused = sqlx::query(AssertSqlSafe(statement)).execute(&world.pool).await.unwrap_err();
            assert!(refused.as_database_error().unwrap().is_check_violation(), "{table}.{column}: {refused}");
        }
    }

    async fn a_mail_of_an_unknown_kind_fails_and_holds_up_no_other(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::PartialEdit, MemberStatus::Invited).await;
        let ben = world.add_member(&owner, Role::PartialEdit, MemberStatus::Invited).await;
        sql(&world, format!("UPDATE outbox SET kind = '{UNKNOWN}' WHERE member_id = '{}'", amy.member)).await;
        world.deliver().await;
        let states = async |member| world.texts(&format!("SELECT state FROM outbox WHERE member_id = '{member}'")).await;
        assert_eq!((states(amy.member).await, states(ben.member).await), (vec!["failed".to_owned()], vec!["sent".to_owned()]));
        assert_eq!((world.mail_to(&amy.email).await, world.mail_to(&ben.email).await.is_some()), (None, true));
    }
}
