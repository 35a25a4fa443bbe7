//! Entering marks, within a transaction.

use super::{COLUMNS, StoredMark, half_term, read};
use crate::access::Permit;
use crate::search_key::normalise;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, StoreError, row};
use domain::access::EnterMarks;
use domain::assessment::CellKey;
use domain::day::Day;
use domain::id::{EditKey, MemberId, PupilId};
use domain::pupil::YearGroup;
use rand::Rng as _;
use sqlx::{AssertSqlSafe, Row as _};

/// A pupil whose marks are entered.
#[derive(Clone, Debug)]
pub(crate) struct EditedPupil {
    /// Their year group.
    pub year: YearGroup,
    /// The name of their class.
    pub class: String,
    /// The first day without them, where it is known that they leave or have left.
    pub left_on: Option<Day>,
}

/// A mark to store.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewMark<'a> {
    /// The edit's idempotency key.
    pub key: EditKey,
    /// The pupil.
    pub pupil: PupilId,
    /// The cell.
    pub cell: &'a CellKey,
    /// The value; empty clears the cell.
    pub value: &'a str,
    /// The version.
    pub version: i64,
}

impl SchoolTransaction {
    /// A pupil of the school, as far as entering marks needs to know them.
    pub(crate) async fn edited_pupil(
        &mut self,
        _: &Permit<EnterMarks<'_>>,
        pupil: PupilId,
    ) -> Result<Option<EditedPupil>, StoreError> {
        let found = sqlx::query("SELECT year_order, class_name, left_on FROM pupils WHERE school_id = $1 AND id = $2")
            .school(self.school)
            .pupil(pupil)
            .fetch_optional(&mut *self.tx)
            .await?;
        let read = |found: sqlx::any::AnyRow| {
            let year = YearGroup::from_order(found.try_get("year_order")?);
            Ok(EditedPupil {
                year: year.ok_or(StoreError::Corrupt("a year group"))?,
                class: found.try_get("class_name")?,
                left_on: row::read_optional(&found, "left_on", Day::parse)?,
            })
        };
        found.map(read).transpose()
    }

    /// A pupil's mark, if the cell was ever filled in.
    pub(crate) async fn mark(
        &mut self,
        _: &Permit<EnterMarks<'_>>,
        pupil: PupilId,
        cell: &CellKey,
    ) -> Result<Option<StoredMark>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM marks m LEFT JOIN members a ON a.school_id = m.school_id AND a.id = m.set_by
             WHERE m.school_id = $1 AND m.pupil_id = $2 AND m.academic_year = $3 AND m.kind = $4 AND m.item = $5 AND m.half_term = $6"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(self.school)
            .pupil(pupil)
            .bind(i64::from(cell.year.begins()))
            .bind(cell.kind.code())
            .bind(cell.item.clone())
            .bind(half_term(cell))
            .fetch_optional(&mut *self.tx)
            .await?;
        found.as_ref().map(|found| read(found, cell.kind)).transpose()
    }

    /// Whether an edit with this key was stored before: `None` if not, and otherwise whether it was this member's, for
    /// this cell of this pupil.
    pub(crate) async fn earlier_edit(
        &mut self,
        permit: &Permit<EnterMarks<'_>>,
        key: EditKey,
        pupil: PupilId,
        cell: &CellKey,
    ) -> Result<Option<bool>, StoreError> {
        let found = sqlx::query(
            "SELECT pupil_id, set_by, academic_year, kind, item, half_term FROM mark_edits
             WHERE school_id = $1 AND edit_key = $2",
        )
        .school(self.school)
        .edit(key)
        .fetch_optional(&mut *self.tx)
        .await?;
        let is_same = |found: sqlx::any::AnyRow| {
            let is_own = row::id::<PupilId>(&found, "pupil_id")? == pupil
                && row::optional_id::<MemberId>(&found, "set_by")? == Some(permit.member());
            let is_of_cell = found.try_get::<i64, _>("academic_year")? == i64::from(cell.year.begins())
                && found.try_get::<String, _>("kind")? == cell.kind.code()
                && found.try_get::<String, _>("item")? == cell.item
                && found.try_get::<i64, _>("half_term")? == half_term(cell);
            Ok(is_own && is_of_cell)
        };
        found.map(is_same).transpose()
    }

    /// Stores a mark, and the edit that made it.
    pub(crate) async fn put_mark(
        &mut self,
        permit: &Permit<EnterMarks<'_>>,
        new: NewMark<'_>,
    ) -> Result<(), StoreError> {
        let cell = new.cell;
        for sql in [PUT, LOG] {
            let query = sqlx::query(sql)
                .school(self.school)
                .pupil(new.pupil)
                .bind(i64::from(cell.year.begins()))
                .bind(cell.kind.code())
                .bind(cell.item.clone())
                .bind(half_term(cell))
                .bind(new.value.to_owned())
                .bind(new.version)
                .member(permit.member())
                .moment(self.at);
            let query = if sql == LOG { query.edit(new.key) } else { query };
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Raises the change number of a class's marks.
    pub(crate) async fn raise_class(&mut self, _: &Permit<EnterMarks<'_>>, class: &str) -> Result<(), StoreError> {
        sqlx::query(RAISE).school(self.school).bind(normalise(class)).bind(new_number()).execute(&mut *self.tx).await?;
        Ok(())
    }
}

/// A number for a class, drawn at random: 53 bits, which fit where numbers are doubles.
fn new_number() -> i64 {
    (rand::rng().next_u64() >> 11).cast_signed()
}

const RAISE: &str = "INSERT INTO class_changes (school_id, class_key, number, changes) VALUES ($1, $2, $3, 1)
    ON CONFLICT (school_id, class_key) DO UPDATE SET changes = class_changes.changes + 1";
const PUT: &str = "INSERT INTO marks (school_id, pupil_id, academic_year, kind, item, half_term, value, version, set_by, set_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (school_id, pupil_id, academic_year, kind, item, half_term)
    DO UPDATE SET value = excluded.value, version = excluded.version, set_by = excluded.set_by, set_at = excluded.set_at";
const LOG: &str = "INSERT INTO mark_edits (school_id, pupil_id, academic_year, kind, item, half_term, value, version, set_by, set_at, edit_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
