//! The result of an import, kept as values and worded where it is shown. It also reads the texts of
//! earlier versions, which hold no values.

use super::{FieldChange, MissingReason, RoleChange, RowError, RowNote};
use crate::id::{BulkId, MemberId};
use crate::permission::SchoolRoles;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// What happened to a row or a leaver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowOutcome {
    /// The person was added.
    Added,
    /// The member was changed.
    Updated,
    /// The member already matched the file.
    Unchanged,
    /// The member was deactivated.
    Deactivated,
    /// The row was skipped because nobody answered who it is.
    Unanswered,
    /// The row was skipped because a cell has to be corrected.
    Wrong,
    /// The member was not changed because the importer may not.
    LeftAlone,
    /// The row was skipped for another reason.
    #[default]
    #[serde(other)]
    Skipped,
}

impl RowOutcome {
    /// All outcomes, in the order in which they are shown.
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

    /// The outcome's label.
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

    /// Reads what [`RowOutcome::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A line of an import's result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultLine {
    /// The row of the file, if the line is about one: see [`Table::place_of`](super::Table::place_of).
    #[serde(with = "row_number")]
    pub row: Option<String>,
    /// The member, if there is one.
    pub member: Option<MemberId>,
    /// The person's name.
    pub name: String,
    /// The person's address in the file.
    pub email: String,
    /// The outcome.
    pub outcome: RowOutcome,
    /// The role of a new member.
    pub role: Option<HeldRole>,
    /// The change of an existing member's role.
    pub role_change: Option<RoleChange>,
    /// The changed fields.
    pub changes: Vec<FieldChange>,
    /// Notes about the row.
    pub notes: Vec<RowNote>,
    /// Errors in the row.
    pub errors: Vec<RowError>,
    /// Why a leaver left, according to the file.
    pub left: Option<MissingReason>,
    /// The text that earlier versions wrote.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub details: String,
}

impl ResultLine {
    /// The details as sentences.
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
        let left = self.left.as_ref().map(MissingReason::sentence);
        let earlier = Some(self.details.clone()).filter(|details| !details.is_empty());
        role.into_iter().chain(raised).chain(changes).chain(notes).chain(errors).chain(left).chain(earlier).collect()
    }

    /// Whether a person should review the line.
    pub fn needs_looking_at(&self) -> bool {
        match self.outcome {
            RowOutcome::Unanswered | RowOutcome::Wrong | RowOutcome::LeftAlone => true,
            RowOutcome::Added => self.email.is_empty(),
            _ => false,
        }
    }
}

/// Reads the row as earlier versions kept it: as a number.
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

/// The default for results that were written before rows were ever removed: those still have theirs.
const fn kept() -> bool {
    true
}

/// The result of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultView {
    /// The number of people added.
    pub added: u32,
    /// The number of members changed.
    pub updated: u32,
    /// The number of members who already matched the file.
    pub unchanged: u32,
    /// The number of members deactivated.
    pub deactivated: u32,
    /// The number of rows skipped, for whatever reason.
    pub left_out: u32,
    /// The number of people added without an address.
    pub without_email: u32,
    /// The first lines that need a review: those with errors, and those of members who were not changed.
    pub remarks: Vec<ResultLine>,
    /// Whether the lines of all rows are still kept.
    #[serde(default = "kept")]
    pub has_rows: bool,
    /// The bulk actions by which parts of the import can be undone for ten minutes.
    #[serde(default)]
    pub bulks: Vec<BulkId>,
}

impl ResultView {
    /// The result as a sentence.
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
