//! The fields a column can be imported into, and the headings by which each is recognised.

use crate::member::{Import, MemberField, PlainField};
use serde::{Deserialize, Serialize};

/// A field that a column of a staff list can be imported into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ImportField {
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// The name the person is known as: OneRoster's preferredGivenName.
    KnownAs,
    /// Email address.
    Email,
    /// The MIS's own id for the person: OneRoster's sourcedId, Wonde's id, a staff id.
    MisId,
    /// The school's short code.
    StaffCode,
    /// Title, such as "Mrs" or "Dr".
    Title,
    /// Job title.
    JobTitle,
    /// The person's role as the file has it, for instance OneRoster's role.
    Role,
    /// The school's own label.
    Username,
    /// The day the person leaves or left.
    LeavingDate,
    /// Whether the person is still at the school: OneRoster's status, "Current".
    Status,
    /// OneRoster's enabledUser.
    Enabled,
    /// What needs no rule of its own.
    Plain(PlainField),
}

const ROLE: Import = Import {
    code: "role",
    #[rustfmt::skip]
    headings: &["role", "userrole", "useraccesslevel", "teachertype", "roles", "rolecallrole", "sonarrole", "sonartrackerrole", "accesslevel", "permissionlevel", "usertype", "access"],
};

const STATUS: Import = Import {
    code: "status",
    #[rustfmt::skip]
    headings: &["status", "systemstatus", "staffstatus", "employmentstatus", "accountstatus", "userstatus", "currentstatus"],
};

const ENABLED: Import = Import {
    code: "enabled",
    headings: &["enableduser", "enabled", "accountenabled", "isenabled", "active", "isactive", "currentstaff"],
};

/// What a field has that no import takes.
const NOT_TAKEN: Import = Import { code: "", headings: &[] };

impl ImportField {
    /// The fields that have rules of their own, in the order they are offered.
    const RULED: [Self; 13] = [
        Self::FirstName,
        Self::LastName,
        Self::KnownAs,
        Self::Email,
        Self::MisId,
        Self::StaffCode,
        Self::Title,
        Self::JobTitle,
        Self::Role,
        Self::Username,
        Self::LeavingDate,
        Self::Status,
        Self::Enabled,
    ];

    /// All, in the order they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let is_taken = |field: &PlainField| field.definition().import.is_some();
        Self::RULED.into_iter().chain(PlainField::ALL.iter().copied().filter(is_taken).map(Self::Plain))
    }

    /// The field of a member that it holds; none for what only decides about a row.
    pub const fn member(self) -> Option<MemberField> {
        match self {
            Self::FirstName => Some(MemberField::FirstName),
            Self::LastName => Some(MemberField::LastName),
            Self::KnownAs => Some(MemberField::KnownAs),
            Self::Email => Some(MemberField::Email),
            Self::MisId => Some(MemberField::MisId),
            Self::StaffCode => Some(MemberField::StaffCode),
            Self::Title => Some(MemberField::Title),
            Self::JobTitle => Some(MemberField::JobTitle),
            Self::Username => Some(MemberField::Username),
            Self::LeavingDate => Some(MemberField::LeavingOn),
            Self::Plain(field) => Some(MemberField::Plain(field)),
            Self::Role | Self::Status | Self::Enabled => None,
        }
    }

    const fn definition(self) -> Import {
        match (self.member(), self) {
            (Some(field), _) => match field.definition().import {
                Some(import) => import,
                None => NOT_TAKEN,
            },
            (None, Self::Status) => STATUS,
            (None, Self::Enabled) => ENABLED,
            (None, _) => ROLE,
        }
    }

    /// The field's label.
    pub const fn label(self) -> &'static str {
        match (self.member(), self) {
            (Some(field), _) => field.label(),
            (None, Self::Status) => "Status",
            (None, Self::Enabled) => "Enabled",
            (None, _) => "Role in the MIS",
        }
    }

    /// The code as written in forms and records. Fields of a member have the same code as in the form that adds one.
    pub const fn code(self) -> &'static str {
        self.definition().code
    }

    /// Reads what [`ImportField::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|field| field.code() == code)
    }

    /// The field of a column called `header`, and the rank of that name; lower is better.
    pub fn named(header: &str) -> Option<(Self, usize)> {
        let known = |header: &str| {
            let name: String =
                header.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let place = |field: Self| field.definition().headings.iter().position(|known| *known == name);
            Self::all().find_map(|field| Some((field, place(field)?)))
        };
        known(header).or_else(|| known(without_remark(header)?))
    }
}

/// A heading without the remarks that forms add: "First Name [Required]", "Leaving date (dd/mm/yyyy)". A remark about
/// ownership stays: "Email (home)".
fn without_remark(header: &str) -> Option<&str> {
    const REMARKS: &[&str] = &[
        "required",
        "optional",
        "mandatory",
        "readonly",
        "unique",
        "legal",
        "preferred",
        "official",
        "ddmmyyyy",
        "yyyymmdd",
        "ddmmyy",
        "text",
        "ifany",
        "ifknown",
        "ifapplicable",
        "work",
        "school",
        "staff",
        "yn",
        "yesno",
        "truefalse",
    ];
    let (name, remark) = header.trim_end().split_once(['(', '['])?;
    let remark: String = remark.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    REMARKS.contains(&remark.as_str()).then_some(name)
}

/// Whether an import would use a column called `header`.
pub fn is_import_heading(header: &str) -> bool {
    ImportField::named(header).is_some()
}

#[cfg(test)]
mod tests {
    use super::ImportField as F;
    use super::*;

    #[test]
    fn names_of_columns_in_real_exports() {
        for (header, field) in [
            ("Forename", Some(F::FirstName)),
            ("Legal Forename", Some(F::FirstName)),
            ("givenName", Some(F::FirstName)),
            ("First Name ", Some(F::FirstName)),
            ("SURNAME", Some(F::LastName)),
            ("familyName", Some(F::LastName)),
            ("Work Email", Some(F::Email)),
            ("E-mail", Some(F::Email)),
            ("Primary email", Some(F::Email)),
            ("sourcedId", Some(F::MisId)),
            ("Staff Code", Some(F::StaffCode)),
            ("Post", Some(F::JobTitle)),
            ("Date of leaving", Some(F::LeavingDate)),
            ("enabledUser", Some(F::Enabled)),
            ("First Name [Required]", Some(F::FirstName)),
            ("Last name (mandatory)", Some(F::LastName)),
            ("Leaving date (dd/mm/yyyy)", Some(F::LeavingDate)),
            ("Leaver date", Some(F::LeavingDate)),
            ("Staff No.", Some(F::MisId)),
            ("E-mail (work)", Some(F::Email)),
            ("userPrincipalName", Some(F::Email)),
            ("mail", Some(F::Email)),
            ("accountEnabled", Some(F::Enabled)),
            ("Access level", Some(F::Role)),
            ("Pronouns", Some(F::Plain(PlainField::Pronouns))),
            ("Preferred pronouns", Some(F::Plain(PlainField::Pronouns))),
            ("Pronoun (if known)", Some(F::Plain(PlainField::Pronouns))),
            ("Email (home)", None),
            ("Personal email", None),
            ("Date of birth", None),
            ("", None),
        ] {
            assert_eq!(ImportField::named(header).map(|(field, _)| field), field, "{header}");
        }
    }

    #[test]
    fn no_name_means_two_things_and_codes_are_read_back() {
        let mut all: Vec<_> = ImportField::all().flat_map(|field| field.definition().headings).collect();
        let number = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), number);
        assert!(ImportField::all().all(|field| !field.definition().headings.is_empty()));
        assert!(ImportField::all().all(|field| ImportField::from_code(field.code()) == Some(field)));
    }
}
