//! What happened to a pupil's marks.

use super::cell;
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use crate::store::{Store, StoreError, row};
use domain::access::ReadMarks;
use domain::assessment::{CellKey, MarkKind};
use domain::id::PupilId;
use domain::moment::Moment;
use sqlx::Row as _;

/// A change of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredMarkChange {
    /// The cell.
    pub cell: CellKey,
    /// The value; empty where it was cleared.
    pub value: String,
    /// The value of the change before, where one is kept.
    pub before: Option<String>,
    /// Who changed it, as they are called now; None for Rolecall itself.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

impl Store {
    /// The latest changes of a pupil's marks of the permit's kind, the newest first.
    pub(crate) async fn mark_changes(
        &self,
        permit: &Permit<ReadMarks<'_>>,
        pupil: PupilId,
        most: i64,
    ) -> Result<Vec<StoredMarkChange>, StoreError> {
        let kind: MarkKind = permit.action().kind;
        let found = sqlx::query(
            concat!("SELECT e.academic_year, e.item, e.half_term, e.value, e.set_at, b.value AS before_value, ", name_of!("a"), "
             FROM mark_edits e
             LEFT JOIN mark_edits b ON b.school_id = e.school_id AND b.pupil_id = e.pupil_id AND b.academic_year = e.academic_year
                 AND b.kind = e.kind AND b.item = e.item AND b.half_term = e.half_term AND b.version = e.version - 1
             LEFT JOIN members a ON a.school_id = e.school_id AND a.id = e.set_by
             WHERE e.school_id = $1 AND e.pupil_id = $2 AND e.kind = $3
             ORDER BY e.set_at DESC, e.academic_year DESC, e.item, e.half_term, e.version DESC LIMIT $4"),
        )
        .school(permit.school())
        .pupil(pupil)
        .bind(kind.code())
        .bind(most)
        .fetch_all(self.pool())
        .await?;
        let read = |found: &sqlx::any::AnyRow| {
            Ok(StoredMarkChange {
                cell: cell(found, kind)?,
                value: found.try_get("value")?,
                before: found.try_get("before_value")?,
                by: row::optional_name(found)?,
                at: Moment(found.try_get("set_at")?),
            })
        };
        found.iter().map(read).collect()
    }
}
