//! What is wrong with a line of text, and the sentence that says what to do.

use crate::member::{MemberField, PlainField};
use crate::role::Role;
use serde::{Deserialize, Serialize};

/// The kind of text that a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextKind {
    /// A first name.
    FirstName,
    /// A last name.
    LastName,
    /// A name, from any kind of record.
    Name,
    /// An email address.
    Email,
    /// A title.
    Title,
    /// A job title.
    JobTitle,
    /// The name that a person goes by.
    KnownAs,
    /// A school's name.
    SchoolName,
    /// The name of a school's own role.
    RoleName,
    /// The school's code for a person.
    StaffCode,
    /// A username.
    Username,
    /// A class's name.
    Class,
    /// A Unique Pupil Number (UPN).
    Upn,
    /// A hint beside an attribute.
    Hint,
    /// One answer of an attribute.
    Answer,
    /// The reason for doing something.
    Reason,
    /// What an observation says.
    Observation,
    /// A text that the school or a file gave this name.
    Named(String),
    /// A field of a member that is one line of text.
    Member(PlainField),
}

impl TextKind {
    /// The name of this kind of text.
    fn label(&self) -> &str {
        match self {
            Self::FirstName => MemberField::FirstName.label(),
            Self::LastName => MemberField::LastName.label(),
            Self::Name | Self::RoleName => "Name",
            Self::Email => MemberField::Email.label(),
            Self::Title => MemberField::Title.label(),
            Self::JobTitle => MemberField::JobTitle.label(),
            Self::KnownAs => "Name you go by",
            Self::SchoolName => "School name",
            Self::StaffCode => MemberField::StaffCode.label(),
            Self::Username => MemberField::Username.label(),
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

    /// What to enter where the text is missing.
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

/// Why a line of text is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextFault {
    /// The text is missing.
    Missing(TextKind),
    /// The text has a control character, or a character that reverses the direction of writing.
    Hidden(TextKind),
    /// The text is longer than this number of characters.
    TooLong(TextKind, u32),
    /// The text has no letter.
    NoLetter(TextKind),
    /// The text is not an email address.
    EmailFormat,
    /// The text has a character that a staff code cannot have.
    StaffCodeSigns,
    /// The text is too short for a username.
    UsernameShort,
    /// The text has a character that a username cannot have.
    UsernameSigns,
    /// The text is the name of this standard role.
    StandardRole(Role),
    /// The text does not have the number of characters of a UPN.
    UpnLength,
    /// The text does not have letters and digits in the places where a UPN has them.
    UpnShape,
    /// The check letter of the UPN does not match the characters after it.
    UpnCheck {
        /// The letter that the UPN begins with.
        letter: String,
        /// The characters after the letter.
        body: String,
        /// The check letter that belongs to these characters.
        right: char,
    },
}

impl TextFault {
    /// The fault of a text that is longer than `most` characters.
    pub fn too_long(kind: TextKind, most: usize) -> Self {
        Self::TooLong(kind, u32::try_from(most).unwrap_or(u32::MAX))
    }

    /// The fault as a sentence that says what to do.
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
