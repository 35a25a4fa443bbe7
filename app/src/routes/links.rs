//! Addresses with a query: what is asked of a page that the table has.

use super::{
    ATTRIBUTES, AUDIT, AUDIT_CSV, AUDIT_WORKBOOK, INVITE, PRESENT, PUPILS, ROLES, ROLES_CSV, ROLES_WORKBOOK, SETTINGS,
    SIGN_IN, USERS, USERS_CSV, USERS_WORKBOOK, WHO, leaving, pupils_of, whole_history,
};
use domain::attribute::MoveDirection;
use domain::audit::AuditListing;
use domain::catalogue::Feature;
use domain::comparison::Comparison;
use domain::holder::HolderListing;
use domain::id::{AttributeId, ImportId, MemberId};
use domain::import::{ChangedCount, PreviewFilter, RowOutcome};
use domain::invitation::{InviteListing, InviteResult};
use domain::listing::UserListing;
use domain::pupil::{PupilListing, WorkerKind};
use domain::role::HeldRole;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters left unescaped in a query, the same on the server and in the browser (RFC 3986, unreserved).
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The kinds of export of people: their code in the address, and their label.
pub(crate) const EXPORT_KINDS: [(&str, &str); 2] =
    [("people", "People and their roles"), ("permissions", "What each person can do")];
/// The formats of exports: their file extension, and their label.
pub(crate) const EXPORT_FORMATS: [(&str, &str); 2] = [("csv", "CSV"), ("xlsx", "Excel")];

/// The address that a form posts ticked people to, to export them as a file with this extension.
pub fn ticked_export(ending: &str) -> &'static str {
    as_file(ending, USERS_CSV, USERS_WORKBOOK)
}

/// Of a file's two addresses, the one for its ending.
fn as_file(ending: &str, csv: &'static str, workbook: &'static str) -> &'static str {
    if ending == "xlsx" { workbook } else { csv }
}

/// The list of people for `listing`.
pub fn users(listing: &UserListing) -> String {
    with_query(USERS, listing.pairs())
}

/// The list of people with one filter: for the first page a browser loads, which needs no more of a listing.
pub fn users_with(filter: &str, code: &str) -> String {
    format!("{USERS}?{filter}={code}")
}

/// The audit log for `listing`.
pub fn audit(listing: &AuditListing) -> String {
    with_query(AUDIT, listing.pairs())
}

/// One page of a person's history.
pub fn history(member: MemberId, page: u32) -> String {
    let page = (page > 1).then(|| ("page", page.to_string()));
    with_query(&whole_history(member), page.into_iter().collect())
}

/// The people who match `listing` as a file with the extension `ending`; `what` is the kind of export.
pub fn users_export(listing: &UserListing, what: &str, ending: &str) -> String {
    let mut pairs = all_pages(listing.pairs());
    pairs.push(("what", what.to_owned()));
    with_query(as_file(ending, USERS_CSV, USERS_WORKBOOK), pairs)
}

/// The entries of the audit log that match `listing`, as a file with the extension `ending`.
pub fn audit_export(listing: &AuditListing, ending: &str) -> String {
    with_query(as_file(ending, AUDIT_CSV, AUDIT_WORKBOOK), all_pages(listing.pairs()))
}

/// A page that says what was just done there.
pub fn done(page: &str, what: &str) -> String {
    format!("{page}?done={what}")
}

/// A page that says that it was saved.
pub fn saved(page: &str) -> String {
    format!("{page}?saved=1")
}

/// A part of a page.
pub fn part(page: &str, id: &str) -> String {
    format!("{page}#{id}")
}

/// The list of people, with somebody who was just added on top.
pub fn users_with_new(member: MemberId) -> String {
    users_with("new", &member.to_string())
}

fn all_pages(pairs: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    pairs.into_iter().filter(|(key, _)| !["page", "size"].contains(key)).collect()
}

fn with_query(path: &str, pairs: Vec<(&'static str, String)>) -> String {
    let query: Vec<_> = pairs.into_iter().map(|(key, value)| format!("{key}={}", escape(&value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// The list of pupils for `listing`.
pub fn pupils(listing: &PupilListing) -> String {
    with_query(PUPILS, listing.pairs())
}

/// The Pupil Picker for one of a person's two lists of pupils.
pub fn pick_pupils(member: MemberId, kind: WorkerKind) -> String {
    format!("{}?kind={}", pupils_of(member), kind.code())
}

/// A person's pupils, saying that one of the two lists was saved.
pub fn pupils_saved(member: MemberId, kind: WorkerKind) -> String {
    format!("{}?saved={}", pupils_of(member), kind.code())
}

/// What ends when somebody leaves, with the person who is to take over their key children.
pub fn handing_over(member: MemberId, to: MemberId) -> String {
    part(&format!("{}?to={to}", leaving(member)), "hand-on")
}

/// The school's attributes, saying which of them was moved and in which direction.
pub fn attribute_moved(attribute: AttributeId, way: MoveDirection) -> String {
    format!("{ATTRIBUTES}?moved={attribute}&way={}", way.code())
}

/// The settings with this row of cells to be confirmed open, or none.
pub fn cells_to_confirm(row: Option<Feature>) -> String {
    row.map_or_else(|| SETTINGS.to_owned(), |row| format!("{SETTINGS}?feature={}", row.code()))
}

/// The same, saying that the row's cells were confirmed.
pub fn cells_confirmed(row: Option<Feature>) -> String {
    let page = cells_to_confirm(row);
    row.map_or(page.clone(), |row| part(&format!("{page}&confirmed=1"), &row.code()))
}

/// The list of people for `listing`, with the member who was just invited on top.
pub fn users_invited(listing: &UserListing, said: &'static str, member: MemberId) -> String {
    let mut pairs = listing.pairs();
    pairs.push((said, member.to_string()));
    with_query(USERS, pairs)
}

/// A page of an import's preview.
pub fn import_rows(import: ImportId, shown: PreviewFilter, page: u32) -> String {
    format!("{}?show={}&page={page}#rows", super::import(import), shown.code())
}

/// A page of what an import did.
pub fn import_lines(import: ImportId, outcome: Option<RowOutcome>, page: u32) -> String {
    let outcome = outcome.map(|outcome| format!("outcome={}&", outcome.code())).unwrap_or_default();
    format!("{}?{outcome}page={page}#rows", super::import(import))
}

/// The preview of an import after something changed, with the changes.
pub fn import_again(import: ImportId, moved: &[ChangedCount]) -> String {
    let codes: Vec<_> = moved.iter().map(|moved| moved.code()).collect();
    format!("{}?again=1&moved={}", super::import(import), codes.join("_"))
}

/// Its columns.
pub fn import_columns(import: ImportId) -> String {
    format!("{}?columns=1", super::import(import))
}

/// The page that invites people, for `listing`.
pub fn invite(listing: &InviteListing) -> String {
    with_query(INVITE, listing.pairs())
}

/// The same, saying how many people were invited.
pub fn invited(listing: &InviteListing, done: &InviteResult) -> String {
    let InviteResult { sent, roles, left_out } = done;
    let said = [("sent", sent), ("roles", roles), ("out", left_out)].map(|(key, count)| (key, count.to_string()));
    let mut pairs = listing.at_page(1).pairs();
    pairs.extend(said);
    with_query(INVITE, pairs)
}

/// Signing in, and going to `next` afterwards.
pub fn sign_in_then(next: &str) -> String {
    format!("{SIGN_IN}?next={}", escape(next))
}

/// `text` as written in a query.
pub(crate) fn escape(text: &str) -> impl core::fmt::Display + '_ {
    utf8_percent_encode(text, IN_QUERY)
}

/// Roles side by side.
pub fn compare(comparison: &Comparison) -> String {
    with_query(ROLES, comparison.pairs())
}

/// The comparison of roles as a file with this extension.
pub fn compare_export(comparison: &Comparison, ending: &str) -> String {
    with_query(as_file(ending, ROLES_CSV, ROLES_WORKBOOK), comparison.pairs())
}

/// Who can do something.
pub fn who(listing: &HolderListing) -> String {
    with_query(WHO, listing.pairs())
}

/// One role, presented to an audience.
pub fn present(role: HeldRole) -> String {
    with_query(PRESENT, vec![("role", role.code().into_owned())])
}
