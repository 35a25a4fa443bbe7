use serde::{Deserialize, Serialize};

/// What a column of a staff list can hold that Rolecall takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ImportField {
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// What they go by: OneRoster's preferredGivenName.
    KnownAs,
    /// Email address.
    Email,
    /// What the MIS itself calls the person by: OneRoster's sourcedId, Wonde's id, a staff id.
    MisId,
    /// The school's short code.
    StaffCode,
    /// "Mrs", "Dr", …
    Title,
    /// What they do at the school.
    JobTitle,
    /// Their role as the file has it: OneRoster's role, for instance.
    Role,
    /// The school's own label.
    Username,
    /// When they leave or left.
    LeavingDate,
    /// Whether they are still there: OneRoster's status, "Current".
    Status,
    /// OneRoster's enabledUser.
    Enabled,
}

use ImportField as F;

/// Names of columns in small letters and digits only. Of several columns that mean the same, the one that stands first here is
/// taken. (OneRoster 1.1 and 1.2; SIMS, Arbor, Bromcom, ScholarPack, Horizons: facts, "Staff CSV and sync".)
#[rustfmt::skip]
const NAMES: &[(F, &[&str])] = &[
    (F::FirstName, &["firstname", "forename", "givenname", "chosenforename", "preferredforename", "preferredfirstname", "legalforename", "legalfirstname", "firstnames", "forenames", "givennames", "christianname", "stafffirstname", "staffforename", "employeefirstname", "teacherfirstname", "first"]),
    (F::LastName, &["lastname", "surname", "familyname", "preferredsurname", "preferredlastname", "preferredfamilyname", "legalsurname", "legallastname", "surnames", "lastnames", "familynames", "stafflastname", "staffsurname", "employeelastname", "teacherlastname", "surnamefamilyname", "lastnamefamilyname", "last"]),
    (F::KnownAs, &["knownas", "preferredgivenname", "preferredname", "goesby", "nickname"]),
    (F::Email, &["workemail", "workemailaddress", "schoolemail", "schoolemailaddress", "email", "emailaddress", "primaryemail", "mainemail", "defaultemail", "contactemail", "staffemail", "emailwork", "email1", "emailaddress1", "emailaddresswork", "emailschool", "emailaddressschool", "staffemailaddress", "workmail", "schoolmail", "mail", "userprincipalname"]),
    (F::MisId, &["sourcedid", "misid", "wondeid", "misidentifier", "staffid", "employeeid", "personid", "staffmemberid", "employeenumber", "staffnumber", "userid", "usermasteridentifier", "staffno", "employeeno", "personnelnumber", "personnelno", "staffref", "staffreference", "externalid", "arborstaffid", "arborid", "simsid", "bromcomid", "id", "identifier"]),
    (F::StaffCode, &["staffcode", "staffinitials", "initials", "teachercode", "shortcode", "code"]),
    (F::Title, &["title", "salutation"]),
    (F::JobTitle, &["jobtitle", "post", "posttitle", "position", "job", "jobrole", "businessrole", "businessroles", "occupation", "roledescription", "positiontitle", "positionpost", "postposition", "positionheld"]),
    (F::Role, &["role", "userrole", "useraccesslevel", "teachertype", "roles", "rolecallrole", "sonarrole", "sonartrackerrole", "accesslevel", "permissionlevel", "usertype", "access"]),
    (F::Username, &["username", "login", "loginname"]),
    (F::LeavingDate, &["leavingdate", "dateofleaving", "leavedate", "employmentenddate", "enddate", "contractenddate", "leaverdate", "leaversdate", "leftdate", "dateleft", "leavingon", "dateleaving", "lastday", "lastworkingday", "lastdayofemployment", "finishdate", "terminationdate", "dateofleavingschool", "dol"]),
    (F::Status, &["status", "systemstatus", "staffstatus", "employmentstatus", "accountstatus", "userstatus", "currentstatus"]),
    (F::Enabled, &["enableduser", "enabled", "accountenabled", "isenabled", "active", "isactive", "currentstaff"]),
];

impl ImportField {
    /// All, in the order they are offered.
    pub const ALL: [Self; 13] = [
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

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::FirstName => "First name",
            Self::LastName => "Last name",
            Self::KnownAs => "Known as",
            Self::Email => "Email address",
            Self::MisId => "MIS id",
            Self::StaffCode => "Staff code",
            Self::Title => "Title",
            Self::JobTitle => "Job title",
            Self::Role => "Role in the MIS",
            Self::Username => "Username",
            Self::LeavingDate => "Leaving date",
            Self::Status => "Status",
            Self::Enabled => "Enabled",
        }
    }

    /// As written in forms and records. Those that are fields of a person are called as in the form that adds somebody.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::KnownAs => "known_as",
            Self::Email => "email",
            Self::MisId => "mis_id",
            Self::StaffCode => "staff_code",
            Self::Title => "title",
            Self::JobTitle => "job_title",
            Self::Role => "role",
            Self::Username => "username",
            Self::LeavingDate => "leaving_date",
            Self::Status => "status",
            Self::Enabled => "enabled",
        }
    }

    /// Reads what [`ImportField::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// What a column called `header` holds, and how good a name for it that is: less is better.
    pub fn named(header: &str) -> Option<(Self, usize)> {
        let known = |header: &str| {
            let name: String =
                header.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            NAMES.iter().find_map(|(field, names)| Some((*field, names.iter().position(|known| *known == name)?)))
        };
        known(header).or_else(|| known(without_remark(header)?))
    }
}

/// A heading without what forms say beside it: "First Name [Required]", "Leaving date (dd/mm/yyyy)". What it belongs to is no
/// such remark: "Email (home)".
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

/// Whether an import takes a column called `header` for something of a person.
pub fn is_import_heading(header: &str) -> bool {
    ImportField::named(header).is_some()
}

#[cfg(test)]
mod tests {
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
        let mut all: Vec<_> = NAMES.iter().flat_map(|(_, names)| names.iter()).collect();
        let number = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), number);
        assert_eq!(NAMES.len(), ImportField::ALL.len());
        assert!(ImportField::ALL.into_iter().all(|field| ImportField::from_code(field.code()) == Some(field)));
    }
}
