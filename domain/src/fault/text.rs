//! What is wrong with a line of text.

use crate::member::PlainField;
use crate::role::Role;
use serde::{Deserialize, Serialize};

/// What a line of text is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextKind {
    /// A first name.
    FirstName,
    /// A last name.
    LastName,
    /// A name, from wherever it was kept.
    Name,
    /// An email address.
    Email,
    /// A title.
    Title,
    /// A job title.
    JobTitle,
    /// What somebody goes by.
    KnownAs,
    /// What a school is called.
    SchoolName,
    /// What a school calls a role.
    RoleName,
    /// The school's code for somebody.
    StaffCode,
    /// A username.
    Username,
    /// What a class is called.
    Class,
    /// A pupil's number.
    Upn,
    /// A hint beside an attribute.
    Hint,
    /// One of the answers of an attribute.
    Answer,
    /// Why something is done.
    Reason,
    /// What was observed.
    Observation,
    /// Something the school, or a file, gave this name.
    Named(String),
    /// A field of a member that is one line of text.
    Member(PlainField),
}

impl TextKind {
    /// What it is called.
    fn label(&self) -> &str {
        match self {
            Self::FirstName => "First name",
            Self::LastName => "Last name",
            Self::Name | Self::RoleName => "Name",
            Self::Email => "Email address",
            Self::Title => "Title",
            Self::JobTitle => "Job title",
            Self::KnownAs => "Name you go by",
            Self::SchoolName => "School name",
            Self::StaffCode => "Staff code",
            Self::Username => "Username",
            Self::Class => "Class",
            Self::Upn => "UPN",
            Self::Hint => "Hint",
            Self::Answer => "Each answer",
            Self::Reason => "The reason",
            Self::Observation => "The observation",
            Self::Named(name) => name,
            Self::Member(field) => field.definition().label,
        }
    }

    /// What to enter where there is nothing.
    fn wanted(&self) -> &str {
        match self {
            Self::FirstName => "a first name",
            Self::LastName => "a last name",
            Self::Name => "a name",
            Self::RoleName => "a name for the role",
            Self::Email => "an email address",
            Self::Title => "a title",
            Self::JobTitle => "a job title",
            Self::KnownAs => "the name you go by",
            Self::SchoolName => "the school's name",
            Self::StaffCode => "a staff code",
            Self::Username => "a username",
            Self::Class => "a class, like 3A",
            Self::Upn => "a UPN, like B801200005001",
            Self::Hint => "a hint",
            Self::Answer => "an answer",
            Self::Reason => "a reason",
            Self::Observation => "what you observed",
            Self::Named(name) => name,
            Self::Member(field) => field.definition().label,
        }
    }
}

/// Why a line of text cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextFault {
    /// There is none.
    Missing(TextKind),
    /// It holds a control character, or one that turns the text around.
    Hidden(TextKind),
    /// It is longer than so many characters.
    TooLong(TextKind, u32),
    /// It has no letter.
    NoLetter(TextKind),
    /// It is no email address.
    EmailFormat,
    /// It has other characters than a staff code.
    StaffCodeSigns,
    /// It is too short for a username.
    UsernameShort,
    /// It has other characters than a username.
    UsernameSigns,
    /// It is what a standard role is called.
    StandardRole(Role),
    /// It has not as many characters as a UPN.
    UpnLength,
    /// Its characters are not those of a UPN.
    UpnShape,
    /// Its check letter is another one.
    UpnCheck {
        /// The letter it begins with.
        letter: String,
        /// What follows.
        body: String,
        /// The letter it would begin with.
        right: char,
    },
}

impl TextFault {
    /// That a text is longer than `most` characters.
    pub fn too_long(kind: TextKind, most: usize) -> Self {
        Self::TooLong(kind, u32::try_from(most).unwrap_or(u32::MAX))
    }

    /// What to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::Missing(kind) => format!("Enter {}", kind.wanted()),
            Self::Hidden(kind) => format!("{} has a hidden character in it. Type it again", kind.label()),
            Self::TooLong(kind, most) => format!("{} must be {most} characters or fewer", kind.label()),
            Self::NoLetter(kind) => format!("{} must have at least one letter", kind.label()),
            Self::EmailFormat => "Enter an email address in the right format, like name@school.org".to_owned(),
            Self::StaffCodeSigns => "Staff code must be letters, numbers and hyphens only, like AMW".to_owned(),
            Self::UsernameShort => "Username must be 2 characters or more".to_owned(),
            Self::UsernameSigns => {
                "Username must be letters, numbers, dots, hyphens and underscores only, like amy.webb".to_owned()
            }
            Self::StandardRole(role) => format!("{} is a standard role. Choose another name", role.label()),
            Self::UpnLength => "UPN must be 13 characters, like B801200005001".to_owned(),
            Self::UpnShape => {
                "UPN must be a letter and 12 numbers, like B801200005001, or 11 numbers and a letter when it is temporary"
                    .to_owned()
            }
            Self::UpnCheck { letter, body, right } => format!(
                "UPN cannot begin with {letter} when {body} follows: it would begin with {right}. Check each character"
            ),
        }
    }
}

impl core::fmt::Display for TextFault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.sentence())
    }
}
