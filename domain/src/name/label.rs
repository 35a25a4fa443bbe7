use super::{parsed_text, short_line};
use crate::role::Role;
use serde::{Deserialize, Serialize};

/// How somebody is addressed: "Mrs", "Dr". Up to 20 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(String);

/// What somebody does at the school: "Year 2 teacher". Up to 100 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JobTitle(String);

/// The school's short code for somebody: "AMW". Up to 12 letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffCode(String);

/// The school's own label for somebody, unique there whatever its case; people sign in with their email.
/// 2 to 40 letters, digits, dots, hyphens and underscores.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Username(String);

/// What somebody goes by: "Maggie", "Mrs A". 1 to 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KnownAs(String);

/// What a school is called. 1 to 100 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SchoolName(String);

/// What a school calls a role it made: "Music teacher". 1 to 40 characters, and none of the standard roles' names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoleName(String);

impl RoleName {
    /// Reads a role's name; the error is the sentence to show.
    pub fn parse(text: &str) -> Result<Self, String> {
        let name = filled(short_line(text, "Name", 40)?, "Enter a name for the role")?;
        match Role::ALL.into_iter().find(|role| role.label().to_lowercase() == name.to_lowercase()) {
            Some(role) => Err(format!("{} is a standard role. Choose another name", role.label())),
            None => Ok(Self(name)),
        }
    }

    /// What is unique in a school: the name without regard to case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl Title {
    /// Reads a title; the error is the sentence to show.
    pub fn parse(text: &str) -> Result<Self, String> {
        filled(short_line(text, "Title", 20)?, "Enter a title").map(Self)
    }
}

impl JobTitle {
    /// Reads a job title; the error is the sentence to show.
    pub fn parse(text: &str) -> Result<Self, String> {
        filled(short_line(text, "Job title", 100)?, "Enter a job title").map(Self)
    }
}

impl KnownAs {
    /// Reads it; the error is the sentence to show.
    pub fn parse(text: &str) -> Result<Self, String> {
        filled(short_line(text, "Name you go by", 60)?, "Enter the name you go by").map(Self)
    }
}

impl SchoolName {
    /// Reads a school's name; the error is the sentence to show.
    pub fn parse(text: &str) -> Result<Self, String> {
        filled(short_line(text, "School name", 100)?, "Enter the school's name").map(Self)
    }
}

impl StaffCode {
    /// Reads a staff code; the error is the sentence to show.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = filled(short_line(text, "Staff code", 12)?, "Enter a staff code")?;
        if text.chars().all(|c| c.is_alphanumeric() || c == '-') {
            Ok(Self(text))
        } else {
            Err("Staff code must be letters, numbers and hyphens only, like AMW".to_owned())
        }
    }
}

impl Username {
    /// Reads a username; the error is the sentence to show.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = filled(short_line(text, "Username", 40)?, "Enter a username")?;
        if text.chars().count() < 2 {
            return Err("Username must be 2 characters or more".to_owned());
        }
        if text.chars().all(|c| c.is_alphanumeric() || ".-_".contains(c)) {
            Ok(Self(text))
        } else {
            Err("Username must be letters, numbers, dots, hyphens and underscores only, like amy.webb".to_owned())
        }
    }

    /// What is unique in a school: the username without regard to case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

fn filled(text: String, when_empty: &str) -> Result<String, String> {
    if text.is_empty() { Err(when_empty.to_owned()) } else { Ok(text) }
}

parsed_text!(KnownAs, RoleName, Title, JobTitle, StaffCode, Username, SchoolName);
