//! The demonstration's marks.

use crate::access::Seeding;
use crate::store::bind::Bind as _;
use crate::store::members::values;
use crate::store::{SchoolTransaction, StoreError};
use domain::assessment::CellKey;
use domain::id::{MemberId, PupilId};
use domain::moment::Moment;
use sqlx::AssertSqlSafe;

/// A mark of the demonstration.
#[derive(Clone, Debug)]
pub(crate) struct SeedMark {
    /// The pupil.
    pub pupil: PupilId,
    /// The cell.
    pub cell: CellKey,
    /// The value.
    pub value: String,
    /// Who entered it.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

const ROWS_AT_ONCE: usize = 50;
const WIDTH: usize = 10;

impl SchoolTransaction {
    /// Stores the first version of marks.
    pub(crate) async fn seed_marks(&mut self, _: &Seeding, marks: &[SeedMark]) -> Result<(), StoreError> {
        for some in marks.chunks(ROWS_AT_ONCE) {
            let sql = format!(
                "INSERT INTO marks (school_id, pupil_id, academic_year, kind, item, half_term, value, version, set_by, set_at) VALUES {}",
                values(some.len(), WIDTH)
            );
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for mark in some {
                query = query
                    .school(self.school)
                    .pupil(mark.pupil)
                    .bind(i64::from(mark.cell.year.begins()))
                    .bind(mark.cell.kind.code())
                    .bind(mark.cell.item.clone())
                    .bind(super::half_term(&mark.cell))
                    .bind(mark.value.clone())
                    .bind(1_i64)
                    .member(mark.by)
                    .moment(mark.at);
            }
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}
