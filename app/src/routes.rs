//! Where everything is.

use domain::audit::AuditListing;
use domain::comparison::Comparison;
use domain::holder::HolderListing;
use domain::id::{AttributeId, BulkId, ImportId, MemberId, PhotoId};
use domain::import::{Moved, Outcome, Shown};
use domain::invitation::InviteListing;
use domain::listing::UserListing;
use domain::person::Act;
use domain::photo::PhotoSize;
use domain::pupil::{PupilListing, WorkKind};
use domain::role::HeldRole;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a query, the same on server and browser (RFC 3986, unreserved).
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// The school.
pub const SCHOOL: &str = "/school";
/// The list of people.
pub const USERS: &str = "/users";
/// Adding somebody.
pub const ADD_USER: &str = "/users/new";
/// Taking lists of staff from the MIS.
pub const IMPORTS: &str = "/users/import";
/// Inviting many people at once.
pub const INVITE: &str = "/users/invite";
/// A list of staff to try an import with, in the demonstration.
pub const DEMO_STAFF: &str = "/demo/staff.csv";
/// Doing one thing to several people: a form posts to it.
pub const BULK: &str = "/users/bulk";
/// The list of pupils.
pub const PUPILS: &str = "/pupils";
/// What a role can do.
pub const ROLES: &str = "/roles";
/// Roles one at a time.
pub const PRESENT: &str = "/roles/present";
/// The school's roles, made and changed.
pub const ADAPT: &str = "/roles/adapt";
/// Who can do something.
pub const WHO: &str = "/roles/who";
/// The comparison of roles as a file, without its ending.
pub const ROLES_EXPORT: &str = "/roles/export";
/// The school's settings.
pub const SETTINGS: &str = "/settings";
/// What the school wants to know of its people.
pub const ATTRIBUTES: &str = "/settings/attributes";
/// Seeing the school as a role would: the banner of every page posts to it too.
pub const VIEW_AS: &str = "/view-as";
/// What the person who is looking can do.
pub const PERMISSIONS: &str = "/permissions";
/// Help.
pub const HELP: &str = "/help";
/// Choosing among one's schools.
pub const SCHOOLS: &str = "/schools";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// A forgotten password.
pub const FORGOTTEN: &str = "/forgotten-password";
/// Signing out: a form posts to it.
pub const SIGN_OUT: &str = "/sign-out";
/// The demonstration's mail.
pub const DEMO_OUTBOX: &str = "/demo/outbox";
/// Becoming one of the demonstration's people: a form posts to it.
pub const DEMO_SIGN_IN: &str = "/demo/sign-in";
/// What changed, as a stream.
pub const EVENTS: &str = "/events";
/// Whether a page is still for the person it was made for.
pub const SESSION: &str = "/session";

/// Everything that was done in the school.
pub const AUDIT: &str = "/audit";
/// The list of people as a file; `.csv` or `.xlsx` follows.
pub const USERS_EXPORT: &str = "/users/export";
/// The audit log as a file; `.csv` or `.xlsx` follows.
pub const AUDIT_EXPORT: &str = "/audit/export";

/// What files of people hold, as their addresses say it and as people read it.
pub(crate) const EXPORT_KINDS: [(&str, &str); 2] =
    [("people", "People and their roles"), ("permissions", "What each person can do")];
/// How such files end, and what people call them.
pub(crate) const EXPORT_FORMATS: [(&str, &str); 2] = [("csv", "CSV"), ("xlsx", "Excel")];

/// What was done to several people.
pub fn bulk_done(bulk: BulkId) -> String {
    format!("{BULK}/{bulk}")
}

/// Where a form with people posts to who are wanted as a file ending in `ending`.
pub fn ticked_export(ending: &str) -> String {
    format!("{USERS_EXPORT}.{ending}")
}

/// The list of people as `listing` asks for it.
pub fn users(listing: &UserListing) -> String {
    with_query(USERS, listing.pairs())
}

/// The list of people, narrowed down by one filter: for the first page a browser meets, which needs no more of a listing.
pub fn users_with(filter: &str, code: &str) -> String {
    format!("{USERS}?{filter}={code}")
}

/// The audit log as `listing` asks for it.
pub fn audit(listing: &AuditListing) -> String {
    with_query(AUDIT, listing.pairs())
}

/// A page of what was done to somebody.
pub fn history(member: MemberId, page: u32) -> String {
    let page = (page > 1).then(|| ("page", page.to_string()));
    with_query(&format!("{USERS}/{member}/history"), page.into_iter().collect())
}

/// What `listing` leaves of the people, as a file ending in `ending`; of what kind says `what`.
pub fn users_export(listing: &UserListing, what: &str, ending: &str) -> String {
    let mut pairs = all_pages(listing.pairs());
    pairs.push(("what", what.to_owned()));
    with_query(&format!("{USERS_EXPORT}.{ending}"), pairs)
}

/// What `listing` leaves of the audit log, as a file ending in `ending`.
pub fn audit_export(listing: &AuditListing, ending: &str) -> String {
    with_query(&format!("{AUDIT_EXPORT}.{ending}"), all_pages(listing.pairs()))
}

fn all_pages(pairs: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    pairs.into_iter().filter(|(key, _)| !["page", "size"].contains(key)).collect()
}

fn with_query(path: &str, pairs: Vec<(&'static str, String)>) -> String {
    let query: Vec<_> = pairs.into_iter().map(|(key, value)| format!("{key}={}", escape(&value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// The list of pupils as `listing` asks for it.
pub fn pupils(listing: &PupilListing) -> String {
    with_query(PUPILS, listing.pairs())
}

/// Whose key worker and worker somebody is.
pub fn pupils_of(member: MemberId) -> String {
    format!("{USERS}/{member}/pupils")
}

/// The Pupil Picker for one of somebody's two lists of children.
pub fn pick_pupils(member: MemberId, kind: WorkKind) -> String {
    format!("{}?kind={}", pupils_of(member), kind.code())
}

/// One person.
pub fn user(member: MemberId) -> String {
    format!("{USERS}/{member}")
}

/// Doing something to a person, after reading what it means.
pub fn user_act(member: MemberId, act: Act) -> String {
    format!("{USERS}/{member}/do/{}", act.code())
}

/// Changing one of the school's attributes.
pub fn attribute(attribute: AttributeId) -> String {
    format!("{ATTRIBUTES}/{attribute}")
}

/// Where somebody is signed in.
pub fn user_sessions(member: MemberId) -> String {
    format!("{USERS}/{member}/sessions")
}

/// A photo's file. It never changes under its address.
pub fn photo(photo: PhotoId, size: PhotoSize) -> String {
    format!("/photos/{photo}/{}", size.side())
}

/// Where a picture that is to become somebody's photo is posted to.
pub fn set_photo(member: MemberId) -> String {
    format!("{USERS}/{member}/photo")
}

/// Where a form posts to that takes somebody's photo away.
pub fn remove_photo(member: MemberId) -> String {
    format!("{USERS}/{member}/photo/remove")
}

/// An import.
pub fn import(import: ImportId) -> String {
    format!("{IMPORTS}/{import}")
}

/// A page of what an import would do.
pub fn import_rows(import: ImportId, shown: Shown, page: u32) -> String {
    format!("{IMPORTS}/{import}?show={}&page={page}#rows", shown.code())
}

/// A page of what an import did.
pub fn import_lines(import: ImportId, outcome: Option<Outcome>, page: u32) -> String {
    let outcome = outcome.map(|outcome| format!("outcome={}&", outcome.code())).unwrap_or_default();
    format!("{IMPORTS}/{import}?{outcome}page={page}#rows")
}

/// A preview after something moved, with what.
pub fn import_again(import: ImportId, moved: &[Moved]) -> String {
    let codes: Vec<_> = moved.iter().map(|moved| moved.code()).collect();
    format!("{IMPORTS}/{import}?again=1&moved={}", codes.join("_"))
}

/// Its columns.
pub fn import_columns(import: ImportId) -> String {
    format!("{IMPORTS}/{import}?columns=1")
}

/// What it did, as a file.
pub fn import_result(import: ImportId) -> String {
    format!("{IMPORTS}/{import}/result.csv")
}

/// Inviting people, as `listing` asks for it.
pub fn invite(listing: &InviteListing) -> String {
    with_query(INVITE, listing.pairs())
}

/// Signing in, and then going to `next`.
pub fn sign_in_then(next: &str) -> String {
    format!("{SIGN_IN}?next={}", escape(next))
}

/// `text` as it stands in a query.
pub(crate) fn escape(text: &str) -> impl core::fmt::Display + '_ {
    utf8_percent_encode(text, IN_QUERY)
}

/// Roles side by side.
pub fn compare(comparison: &Comparison) -> String {
    with_query(ROLES, comparison.pairs())
}

/// The same as a file with this ending.
pub fn compare_export(comparison: &Comparison, ending: &str) -> String {
    with_query(&format!("{ROLES_EXPORT}.{ending}"), comparison.pairs())
}

/// Who can do something.
pub fn who(listing: &HolderListing) -> String {
    with_query(WHO, listing.pairs())
}

/// Changing one role.
pub fn adapt(role: HeldRole) -> String {
    format!("{ADAPT}/{}", role.code())
}

/// What was made an exception of for somebody.
pub fn exceptions(member: MemberId) -> String {
    format!("{USERS}/{member}/exceptions")
}

/// What ends when somebody leaves, and what to hand on.
pub fn leaving(member: MemberId) -> String {
    format!("{USERS}/{member}/leaving")
}

/// What another role would change for somebody.
pub fn what_if(member: MemberId) -> String {
    format!("{USERS}/{member}/what-if")
}

/// One role, to be shown to an audience.
pub fn present(role: HeldRole) -> String {
    with_query(PRESENT, vec![("role", role.code().into_owned())])
}
