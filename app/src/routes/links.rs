//! Addresses with a query: functions that turn a listing, a choice or a message into the address of a page or file. The
//! paths themselves are in the table in `routes.rs`. The addresses that search results lead to are in `links/found.rs`.

mod found;

pub use found::{act_of, finding, page_found, with_role};

use super::{
    ATTRIBUTES, AUDIT, AUDIT_CSV, AUDIT_WORKBOOK, INVITE, MARKBOOK, MARKS_CSV, MARKS_WORKBOOK, OBSERVATIONS, PRESENT,
    PUPILS, RECORD, ROLES, ROLES_CSV, ROLES_WORKBOOK, SETTINGS, SIGN_IN, USERS, USERS_CSV, USERS_WORKBOOK, WHO,
    exceptions, leaving, pupils_of, whole_history,
};
use domain::assessment::SheetListing;
use domain::attribute::MoveDirection;
use domain::audit::AuditListing;
use domain::catalogue::Feature;
use domain::comparison::{Comparison, DIFFERENCES};
use domain::form::user::UserField;
use domain::holder::HolderListing;
use domain::id::{AttributeId, BulkId, ImportId, MemberId, PupilId};
use domain::import::{ChangedCount, PreviewFilter, RowOutcome};
use domain::invitation::{InviteListing, InviteResult};
use domain::listing::UserListing;
use domain::observation::ObservationListing;
use domain::presentation::Slide;
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

/// The address to which a form posts the ticked people, to export them as a file with the extension `ending`.
pub fn ticked_export(ending: &str) -> &'static str {
    as_file(ending, USERS_CSV, USERS_WORKBOOK)
}

/// The one of a file's two addresses that has the extension `ending`.
fn as_file(ending: &str, csv: &'static str, workbook: &'static str) -> &'static str {
    if ending == "xlsx" { workbook } else { csv }
}

/// The list of people for `listing`.
pub fn users(listing: &UserListing) -> String {
    with_query(USERS, listing.pairs())
}

/// The list of people with one filter. The first page that a browser loads needs no more of a listing than this.
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

/// A page, saying what was just done.
pub fn done(page: &str, what: &str) -> String {
    format!("{page}?done={what}")
}

/// A page, saying what was just done to which of its things.
pub fn done_to(page: &str, what: &str, code: &str) -> String {
    with_query(page, vec![("done", what.to_owned()), (ABOUT, code.to_owned())])
}

/// The name, in the address of a page that says what was done, for what it was done to.
pub const ABOUT: &str = "about";

/// A page, saying that it was saved.
pub fn saved(page: &str) -> String {
    format!("{page}?saved=1")
}

/// The name, in the query and in the form, for the changes to a person that can be undone.
pub const UNDO: &str = "undo";

/// The separator between the ids of changes that can be undone.
pub const AND: char = '.';

/// A person's page, saying that it was saved and which of the changes can be undone.
pub fn saved_undoable(page: &str, undoable: &[BulkId]) -> String {
    match undoable {
        [] => saved(page),
        some => format!("{}&{UNDO}={}", saved(page), ids(some)),
    }
}

/// The ids of changes as the address and the form write them.
pub fn ids(some: &[BulkId]) -> String {
    some.iter().map(BulkId::to_string).collect::<Vec<_>>().join(&AND.to_string())
}

/// The address of the part of `page` with this id.
pub fn part(page: &str, id: &str) -> String {
    format!("{page}#{id}")
}

/// The list of people, with the person who was just added on top.
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

/// The markbook for `listing`.
pub fn markbook(listing: &SheetListing) -> String {
    with_query(MARKBOOK, listing.pairs())
}

/// The markbook's page for `listing` as a file with the extension `ending`.
pub fn marks_file(listing: &SheetListing, ending: &str) -> String {
    with_query(as_file(ending, MARKS_CSV, MARKS_WORKBOOK), listing.pairs())
}

/// The name in the query for the number of marks that were saved.
pub const SAVED: &str = "saved";

/// The markbook, saying how many marks were saved.
pub fn marks_saved(listing: &SheetListing, saved: u32) -> String {
    let mut pairs = listing.pairs();
    pairs.push((SAVED, saved.to_string()));
    with_query(MARKBOOK, pairs)
}

/// The list of observations for `listing`.
pub fn observations(listing: &ObservationListing) -> String {
    with_query(OBSERVATIONS, listing.pairs())
}

/// The name in the query for the child that the form for an observation has ticked.
pub const ABOUT_CHILD: &str = "child";

/// The form that records an observation, with this child ticked.
pub fn record_about(child: PupilId) -> String {
    with_query(RECORD, vec![(ABOUT_CHILD, child.to_string())])
}

/// The Pupil Picker for one of a person's two lists of pupils.
pub fn pick_pupils(member: MemberId, kind: WorkerKind) -> String {
    format!("{}?kind={}", pupils_of(member), kind.code())
}

/// A person's pupils, saying that one of the two lists was saved.
pub fn pupils_saved(member: MemberId, kind: WorkerKind) -> String {
    format!("{}?saved={}", pupils_of(member), kind.code())
}

/// What ends when a person leaves, with the person who takes over their key children.
pub fn handing_over(member: MemberId, to: MemberId) -> String {
    part(&format!("{}?to={to}", leaving(member)), "hand-on")
}

/// The school's attributes, saying which of them was moved and in which direction.
pub fn attribute_moved(attribute: AttributeId, way: MoveDirection) -> String {
    format!("{ATTRIBUTES}?moved={attribute}&way={}", way.code())
}

/// The settings, with this row of permissions awaiting confirmation open, or none.
pub fn cells_to_confirm(row: Option<Feature>) -> String {
    row.map_or_else(|| SETTINGS.to_owned(), |row| format!("{SETTINGS}?feature={}", row.code()))
}

/// The settings with this row open, saying that its permissions were confirmed.
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

/// A page of the rows in an import's preview.
pub fn import_rows(import: ImportId, shown: PreviewFilter, page: u32) -> String {
    format!("{}?show={}&page={page}#rows", super::import(import), shown.code())
}

/// A page of the rows in an import's result.
pub fn import_lines(import: ImportId, outcome: Option<RowOutcome>, page: u32) -> String {
    let outcome = outcome.map(|outcome| format!("outcome={}&", outcome.code())).unwrap_or_default();
    format!("{}?{outcome}page={page}#rows", super::import(import))
}

/// An import's preview after the school has changed meanwhile, with the counts that changed.
pub fn import_again(import: ImportId, moved: &[ChangedCount]) -> String {
    let codes: Vec<_> = moved.iter().map(|moved| moved.code()).collect();
    format!("{}?again=1&moved={}", super::import(import), codes.join("_"))
}

/// The page that matches an import's columns.
pub fn import_columns(import: ImportId) -> String {
    format!("{}?columns=1", super::import(import))
}

/// The page that invites people, for `listing`.
pub fn invite(listing: &InviteListing) -> String {
    with_query(INVITE, listing.pairs())
}

/// The page that invites people, for `listing`, saying how many were invited.
pub fn invited(listing: &InviteListing, done: &InviteResult) -> String {
    let InviteResult { sent, roles, left_out } = done;
    let said = [("sent", sent), ("roles", roles), ("out", left_out)].map(|(key, count)| (key, count.to_string()));
    let mut pairs = listing.at_page(1).pairs();
    pairs.extend(said);
    with_query(INVITE, pairs)
}

/// The sign-in page, which leads to `next` afterwards.
pub fn sign_in_then(next: &str) -> String {
    format!("{SIGN_IN}?next={}", escape(next))
}

/// `text` escaped for a query.
pub(crate) fn escape(text: &str) -> impl core::fmt::Display + '_ {
    utf8_percent_encode(text, IN_QUERY)
}

/// Roles side by side, for `comparison`.
pub fn compare(comparison: &Comparison) -> String {
    with_query(ROLES, comparison.pairs())
}

/// An address of the comparison or of its file, changed to show only differences or everything.
pub fn with_only_differences(address: &str, only: bool) -> String {
    let (address, fragment) = address.split_once('#').map_or((address, None), |(page, part)| (page, Some(part)));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pair = format!("only={DIFFERENCES}");
    let others = query.split('&').filter(|known| !known.is_empty() && !known.starts_with("only="));
    let query: Vec<_> = others.chain(only.then_some(pair.as_str())).collect();
    let page = if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) };
    fragment.map_or(page.clone(), |id| part(&page, id))
}

/// The comparison of roles as a file with the extension `ending`.
pub fn compare_export(comparison: &Comparison, ending: &str) -> String {
    with_query(as_file(ending, ROLES_CSV, ROLES_WORKBOOK), comparison.pairs())
}

/// The name in the query for the effect that the form for an exception has filled in.
pub const EFFECT: &str = "effect";

/// The form for an exception, with the member, the permission and the effect filled in.
pub fn exception(member: MemberId, feature: Feature, effect: &'static str) -> String {
    let filled = with_query(&exceptions(member), vec![("feature", feature.code()), (EFFECT, effect.to_owned())]);
    part(&filled, "make")
}

/// Where a member's address is corrected, after mail to it came back.
pub fn correct_address(member: MemberId) -> String {
    part(&super::user(member), UserField::Email.name())
}

/// Who can do something, for `listing`.
pub fn who(listing: &HolderListing) -> String {
    with_query(WHO, listing.pairs())
}

/// The name in the query for the words searched for at [`super::FIND`].
pub const SEARCH: &str = "search";

/// The name in the query for the role that a form has filled in: on a person's page, when adding a person or when
/// making a role.
pub const TO_ROLE: &str = "role";
/// The form that adds a person, with this role chosen.
pub fn add_with(role: HeldRole) -> String {
    with_query(super::ADD_USER, vec![(TO_ROLE, role.code().into_owned())])
}

/// The form that makes a role, with this role as the one to copy.
pub fn role_from(role: HeldRole) -> String {
    part(&with_query(super::MANAGE_ROLES, vec![(TO_ROLE, role.code().into_owned())]), "make")
}

/// The name in the query for the access that a person's page has filled in.
pub const TO_ACCESS: &str = "access";

/// The product, in the address of a person's roles, that a filled in role is for; without it, the main one.
pub const TO_PRODUCT: &str = "product";

/// In the address of a person's page with something filled in: what it changes is shown at once. Nothing is saved before
/// that is confirmed.
pub const TO_CHECK: &str = "check";

/// The first slide about a role.
pub fn present(role: HeldRole) -> String {
    presented(Slide::of(role), None)
}

/// What the presentation shows besides the slides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PresentedView {
    /// The list of pupils as a teacher and as a governor see it.
    Names,
    /// Which marks each role sees and enters.
    Marks,
    /// The presenter's notes.
    Notes,
}

impl PresentedView {
    const ALL: [Self; 3] = [Self::Names, Self::Marks, Self::Notes];

    const fn code(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Marks => "marks",
            Self::Notes => "notes",
        }
    }

    /// The view with this code in the address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }
}

/// A slide, or one of the views that belong to it.
pub(crate) fn presented(slide: Slide, view: Option<PresentedView>) -> String {
    let page = (slide.page > 0).then(|| ("page", slide.page.to_string()));
    let view = view.map(|view| ("view", view.code().to_owned()));
    let role = ("role", slide.role.code().into_owned());
    with_query(PRESENT, std::iter::once(role).chain(page).chain(view).collect())
}
