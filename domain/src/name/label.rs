//! Short texts about people, roles and schools, each with its own rule: titles, staff codes, usernames and the like.

use super::{parsed_text, short_line};
use crate::fault::{TextFault, TextKind};
use crate::role::Role;
use serde::{Deserialize, Serialize};

/// A member's title, such as "Mrs" or "Dr". Up to 20 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(String);

/// A member's job title, such as "Year 2 teacher". Up to 100 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JobTitle(String);

/// The school's short code for a member, such as "AMW". Up to 12 letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffCode(String);

/// The school's own label for a member, unique in the school regardless of case; members sign in with their email
/// instead. 2 to 40 letters, digits, dots, hyphens and underscores.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Username(String);

/// The name a member is known as, such as "Maggie" or "Mrs A". 1 to 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KnownAs(String);

/// A school's name. 1 to 100 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SchoolName(String);

/// The name of a school's own role, such as "Music teacher". 1 to 40 characters, and not the name of a standard role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoleName(String);

impl RoleName {
    /// Reads a role's name; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let name = filled(text, TextKind::RoleName, 40)?;
        match Role::ALL.into_iter().find(|role| role.label().to_lowercase() == name.to_lowercase()) {
            Some(role) => Err(TextFault::StandardRole(role)),
            None => Ok(Self(name)),
        }
    }

    /// The key that is unique in a school: the name in lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl Title {
    /// Reads a title; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        filled(text, TextKind::Title, 20).map(Self)
    }
}

impl JobTitle {
    /// Reads a job title; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        filled(text, TextKind::JobTitle, 100).map(Self)
    }
}

impl KnownAs {
    /// Reads it; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        filled(text, TextKind::KnownAs, 60).map(Self)
    }
}

impl SchoolName {
    /// Reads a school's name; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        filled(text, TextKind::SchoolName, 100).map(Self)
    }
}

impl StaffCode {
    /// Reads a staff code; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let text = filled(text, TextKind::StaffCode, 12)?;
        if text.chars().all(|c| c.is_alphanumeric() || c == '-') {
            Ok(Self(text))
        } else {
            Err(TextFault::StaffCodeSigns)
        }
    }
}

impl Username {
    /// Reads a username; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let text = filled(text, TextKind::Username, 40)?;
        if text.chars().count() < 2 {
            return Err(TextFault::UsernameShort);
        }
        if text.chars().all(|c| c.is_alphanumeric() || ".-_".contains(c)) {
            Ok(Self(text))
        } else {
            Err(TextFault::UsernameSigns)
        }
    }

    /// The key that is unique in a school: the username in lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

fn filled(text: &str, kind: TextKind, most: usize) -> Result<String, TextFault> {
    let text = short_line(text, kind.clone(), most)?;
    if text.is_empty() { Err(TextFault::Missing(kind)) } else { Ok(text) }
}

parsed_text!(KnownAs, RoleName, Title, JobTitle, StaffCode, Username, SchoolName);
