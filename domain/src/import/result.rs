//! What an import did: kept as values, and as sentences where it is shown. Results of earlier versions are read too.

use super::{FieldChange, LeaverReason, RoleChange, RowError, RowNote};
use crate::id::{BulkId, MemberId};
use crate::permission::SchoolRoles;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// What became of a row, or of somebody who left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Added.
    #[serde(alias = "Added")]
    Added,
    /// Changed.
    #[serde(alias = "Updated")]
    Updated,
    /// As in the file already.
    #[serde(alias = "Unchanged")]
    Unchanged,
    /// Deactivated.
    #[serde(alias = "Deactivated")]
    Deactivated,
    /// Skipped: nobody said who it is.
    #[serde(alias = "Possible match")]
    Unanswered,
    /// Skipped: something has to be corrected.
    #[serde(alias = "Needs correcting")]
    Wrong,
    /// Not changed: the importer may not.
    #[serde(alias = "Left alone")]
    LeftAlone,
    /// Skipped.
    #[default]
    #[serde(other)]
    Skipped,
}

impl Outcome {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::Unanswered,
        Self::Wrong,
        Self::Deactivated,
        Self::Added,
        Self::Updated,
        Self::LeftAlone,
        Self::Skipped,
        Self::Unchanged,
    ];

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Updated => "Updated",
            Self::Unchanged => "No change",
            Self::Deactivated => "Deactivated",
            Self::Unanswered => "Not answered",
            Self::Wrong => "Needs correcting",
            Self::LeftAlone => "You cannot change",
            Self::Skipped => "Skipped",
        }
    }

    /// As written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Deactivated => "deactivated",
            Self::Unanswered => "unanswered",
            Self::Wrong => "wrong",
            Self::LeftAlone => "left-alone",
            Self::Skipped => "skipped",
        }
    }

    /// Reads what [`Outcome::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A line of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultLine {
    /// The row of the file, if it is about one: see [`Table::place_of`](super::Table::place_of).
    #[serde(with = "row_number")]
    pub row: Option<String>,
    /// The person, if they are here.
    pub member: Option<MemberId>,
    /// Their name.
    pub name: String,
    /// Their address in the file.
    pub email: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The role somebody new got.
    pub role: Option<HeldRole>,
    /// The role somebody got who was here.
    pub role_change: Option<RoleChange>,
    /// What changed.
    pub changes: Vec<FieldChange>,
    /// What is good to know.
    pub notes: Vec<RowNote>,
    /// What was wrong.
    pub errors: Vec<RowError>,
    /// What the file said of somebody who left.
    pub left: Option<LeaverReason>,
    /// What earlier versions wrote.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub details: String,
}

impl ResultLine {
    /// More about what became of it, in sentences.
    pub fn sentences(&self, school: &SchoolRoles) -> Vec<String> {
        let role = self.role.map(|role| format!("Role: {}", school.label(role)));
        let raised = self
            .role_change
            .map(|change| format!("Role: {} to {}", school.label(change.before), school.label(change.after)));
        let changes = self.changes.iter().map(|change| {
            let old = if change.old.is_empty() { "nothing" } else { &change.old };
            format!("{}: {old} to {}", change.field.label(), change.new)
        });
        let notes = self.notes.iter().filter_map(RowNote::sentence);
        let errors = self.errors.iter().map(RowError::line);
        let left = self.left.as_ref().map(LeaverReason::sentence);
        let earlier = Some(self.details.clone()).filter(|details| !details.is_empty());
        role.into_iter().chain(raised).chain(changes).chain(notes).chain(errors).chain(left).chain(earlier).collect()
    }

    /// Whether somebody should look at it.
    pub fn needs_looking_at(&self) -> bool {
        match self.outcome {
            Outcome::Unanswered | Outcome::Wrong | Outcome::LeftAlone => true,
            Outcome::Added => self.email.is_empty(),
            _ => false,
        }
    }
}

/// Earlier versions kept the row's number.
mod row_number {
    use serde::{Deserialize, Deserializer, Serialize as _, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Row {
        Number(u32),
        Place(String),
    }

    pub fn serialize<S: Serializer>(row: &Option<String>, to: S) -> Result<S::Ok, S::Error> {
        row.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
        Ok(Option::<Row>::deserialize(from)?.map(|row| match row {
            Row::Number(number) => number.to_string(),
            Row::Place(place) => place,
        }))
    }
}

/// Results that were written before rows were ever taken away have them.
const fn kept() -> bool {
    true
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultView {
    /// People added.
    pub added: u32,
    /// People changed.
    pub updated: u32,
    /// People who were as the file has them.
    pub unchanged: u32,
    /// People deactivated.
    pub deactivated: u32,
    /// Rows that were skipped, for whatever reason.
    pub left_out: u32,
    /// People added without an address.
    pub without_email: u32,
    /// The first lines of those that need looking at: what was wrong and what was left alone.
    pub remarks: Vec<ResultLine>,
    /// Whether what each row came to is still kept.
    #[serde(default = "kept")]
    pub has_rows: bool,
    /// What can be undone for ten minutes, as changes of several people.
    #[serde(default)]
    pub bulks: Vec<BulkId>,
}

impl ResultView {
    /// What an import did, in a sentence.
    pub fn sentence(&self) -> String {
        let parts = [
            (self.added, "added"),
            (self.updated, "updated"),
            (self.deactivated, "deactivated"),
            (self.left_out, "skipped"),
        ];
        let said: Vec<_> =
            parts.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
        if said.is_empty() { "Nothing to change".to_owned() } else { said.join(", ") }
    }
}
