//! What the fields of entries are called that are no fields of a member, and what their texts are. A field says here how
//! its values are worded, so that none is shown as a code.

use super::field::{IMPORT_FILE, WITH_OTHERS};
use super::value::{LoggedRegistration, LoggedValue};
use super::words::{ActionCode, KindCode, is_worded_action, is_worded_kind, other_role};
use crate::assessment::{MarkKind, ObjectiveSet, Subject, SummativeSet};
use crate::attribute::{AttributeFilter, AttributeKind};
use crate::catalogue::Feature;
use crate::export::{ExportDetail, Format};
use crate::listing::SortBy;
use crate::observation::LearningArea;
use crate::permission::{CellSetting, RoleOverride, SchoolRoles};
use crate::product::Product;
use crate::user::{Access, MemberStatus};

/// Reads a code, with the school's roles; `None` for one that this version does not know.
type Read = fn(&str, &SchoolRoles) -> Option<LoggedValue>;

/// What the texts of a field are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holds {
    /// What a person typed or is called, a day, or numbers.
    Typed,
    /// No text: a number, a point in time, yes or no.
    NoText,
    /// Codes.
    Codes(Read),
    /// Codes, or what a school typed.
    CodesOrTyped(Read),
}

use Holds::{Codes, CodesOrTyped, NoText, Typed};

/// A field's name in the log, its label, and what it holds. Every field that is written is here: the tests of the store
/// look, and refuse a text in a field of codes that is none of them.
#[rustfmt::skip]
pub(super) const FIELDS: &[(&str, &str, Holds)] = &[
    ("photo", "Photo", NoText),
    (WITH_OTHERS, "Changed together with", NoText),
    (IMPORT_FILE, "From the file", Typed),
    ("registration", "Registration", Codes(|code, _| LoggedRegistration::from_code(code).map(LoggedValue::Registration))),
    ("mark_kind", "Kind of marks", Codes(|code, _| MarkKind::from_code(code).map(LoggedValue::MarkKind))),
    ("academic_year", "Academic year", NoText),
    ("marks", "Marks", NoText),
    ("codes", "Codes of summative marks", CodesOrTyped(|code, _| SummativeSet::shipped(code).map(LoggedValue::MarkCodes))),
    ("objectives", "Objectives", Codes(|code, _| ObjectiveSet::from_code(code).map(LoggedValue::Objectives))),
    ("subjects", "Subjects", Codes(|code, _| Subject::from_code(code).map(LoggedValue::Subject))),
    ("half_terms", "Half-terms begin", Typed),
    ("reason", "Reason", Typed),
    // A known one is read with its text: see `with_reason`.
    ("reason_code", "Reason", Codes(|_, _| None)),
    ("permission", "Permission", Codes(|code, _| Feature::from_code(code).map(LoggedValue::Feature))),
    ("sessions", "Sessions ended", NoText),
    ("pupils", "Pupils", NoText),
    ("home_contact", "School holds a home contact", NoText),
    ("sent_again", "Emails sent to the new address", NoText),
    ("left_on", "No longer at the school from", Typed),
    ("observed_on", "Date observed", Typed),
    ("areas", "Areas of learning", Codes(|code, _| LearningArea::from_code(code).map(LoggedValue::Area))),
    ("children", "Children", Typed),
    ("photos", "Photos", NoText),
    ("text", "Text", NoText),
    ("shared", "Emailed to the home of", Typed),
    ("key", "Key worker", Typed),
    ("worker", "Worker", Typed),
    ("people", "People", NoText),
    ("format", "Kind of file", Codes(|code, _| Format::from_ending(code).map(LoggedValue::File))),
    ("import", "Import", Typed),
    ("added", "Added", NoText),
    ("updated", "Changed", NoText),
    ("deactivated", "Deactivated", NoText),
    ("unchanged", "Not changed", NoText),
    ("left_out", "Skipped", NoText),
    ("entries", "Entries", NoText),
    ("ticked", "Ticked people only", NoText),
    ("sort", "Sorted by", Codes(|code, _| SortBy::from_code(code).map(LoggedValue::Sort))),
    ("order", "Order", Codes(|code, _| (code == "descending").then_some(LoggedValue::Descending))),
    ("action", "What was done", Codes(|code, _| is_worded_action(code).then(|| LoggedValue::Action(ActionCode(code.to_owned()))))),
    ("about", "About", Codes(kind)),
    ("actor", "Done by", Typed),
    ("subject", "About whom", Typed),
    ("from", "From", Typed),
    ("to", "Until", Typed),
    ("search", "Search", Typed),
    ("status", "Status", Codes(status)),
    // What "status" was called in entries of earlier versions.
    ("standing", "Status", Codes(status)),
    ("feature", "Permission", Codes(|code, _| Feature::from_code(code).map(LoggedValue::Feature))),
    ("attribute", "Attribute", CodesOrTyped(|code, _| AttributeFilter::from_code(code).map(|filter| LoggedValue::Condition(filter.holding)))),
    ("answer", "Answer", Typed),
    ("has_answer", "Has an answer", NoText),
    ("name", "Name", Typed),
    ("hint", "Hint", Typed),
    ("position", "Place in the list", NoText),
    ("retired", "Not asked any more", NoText),
    ("products", "Products", Codes(product)),
    ("product", "Product", Codes(product)),
    ("mis_fed", "Staff come from the MIS", NoText),
    ("reminds", "Reminders before invitations expire", NoText),
    ("role", "Role", Codes(LoggedValue::known_role)),
    ("invited", "Invitation sent", NoText),
    ("allowed", "Answer", NoText),
    ("new_email", "New email address", Typed),
    ("kind", "Kind of answer", Codes(|code, roles| AttributeKind::from_code(code).map(LoggedValue::AnswerKind).or_else(|| kind(code, roles)))),
    ("options", "Answers", Typed),
    ("help_contact", "Who can help", Typed),
    ("starts_on", "From", Typed),
    ("ends_on", "Until", Typed),
    ("like", "Made from", Codes(LoggedValue::known_role)),
    ("access", "Account status", Codes(access)),
    ("deleted_at", "Deleted", NoText),
    ("ends_at", "Ends", NoText),
    ("what", "What", Codes(|code, _| ExportDetail::from_code(code).map(LoggedValue::Detail))),
    ("mails_anchor", "Anchor of the audit log by email", NoText),
    ("numbers", "Their numbers", Typed),
];

/// What the texts of a field are. Fields of a member and fields of earlier versions hold what people typed.
pub(super) fn holds(name: &str) -> Holds {
    if let Some((.., holds)) = FIELDS.iter().find(|(known, ..)| *known == name) {
        return *holds;
    }
    if other_role(name).is_some() || name.starts_with("role_") {
        return Codes(LoggedValue::known_role);
    }
    if Feature::from_code(name).is_some() {
        return Codes(|code, _| CellSetting::from_code(code).map(LoggedValue::Setting));
    }
    Typed
}

/// A kind of thing. Entries about exports of the log kept it where the kind of an answer is, in earlier versions.
fn kind(code: &str, _: &SchoolRoles) -> Option<LoggedValue> {
    is_worded_kind(code).then(|| LoggedValue::Kind(KindCode(code.to_owned())))
}

fn product(code: &str, _: &SchoolRoles) -> Option<LoggedValue> {
    Product::from_code(code).map(LoggedValue::Product)
}

fn status(code: &str, _: &SchoolRoles) -> Option<LoggedValue> {
    MemberStatus::from_code(code).map(LoggedValue::Status)
}

fn access(code: &str, _: &SchoolRoles) -> Option<LoggedValue> {
    Access::from_code(code).map(|access| {
        LoggedValue::Status(match access {
            Access::Active => MemberStatus::Active,
            Access::Blocked => MemberStatus::Blocked,
            Access::Deactivated => MemberStatus::Deactivated,
            Access::Deleted => MemberStatus::Deleted,
        })
    })
}

impl LoggedValue {
    /// The role with this code; `None` for what is no role's code.
    pub(super) fn known_role(code: &str, roles: &SchoolRoles) -> Option<Self> {
        let role = RoleOverride::from_code(code)?;
        let name = match role {
            RoleOverride::Role(held) if held.is_custom() => {
                roles.customised(held).map(|customised| customised.name.clone())
            }
            _ => None,
        };
        Some(Self::Role { role, name })
    }
}
