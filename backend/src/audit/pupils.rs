//! The audit log for readers who may not know pupils, by their role or by an exception: it names each child "a pupil", and
//! is not searched for their names.

use crate::Backend;
use crate::pupils::rules;
use crate::session::Actor;
use domain::access::NamePupils;
use domain::audit::{AuditRow, CALLED_BY_PUPILS, ChangedField, UNNAMED_PUPIL};
use domain::problem::Problem;

/// Whether the log names pupils for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PupilNames {
    pub are_shown: bool,
}

impl PupilNames {
    /// Whether the log names pupils for the actor.
    pub async fn of(backend: &Backend, actor: &Actor) -> Result<Self, Problem> {
        let rules = match rules(backend, actor).await {
            Ok(rules) => rules,
            Err(Problem::Denied(_)) => return Ok(Self { are_shown: false }),
            Err(problem) => return Err(problem),
        };
        Ok(Self { are_shown: actor.may(&NamePupils { rules: &rules }).is_ok() })
    }

    /// A line of the log as the reader may see it.
    pub(super) fn apply(self, mut row: AuditRow) -> AuditRow {
        if self.are_shown {
            return row;
        }
        if CALLED_BY_PUPILS.contains(&row.kind.0.as_str()) {
            row.subject.name = UNNAMED_PUPIL.to_owned();
        }
        row.changes = row.changes.into_iter().map(ChangedField::without_pupils).collect();
        row
    }
}
