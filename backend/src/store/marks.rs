//! Marks, every value they had, and how often a class's marks changed. Marks are read with a permit to view their kind,
//! and written with a permit to enter it. Readers who may not know pupils have queries of their own, which read aliases.

mod aliased;
mod changes;
mod edits;
mod seed;
mod setup;

pub(crate) use changes::StoredMarkChange;
pub(crate) use edits::NewMark;
pub(crate) use seed::SeedMark;

use super::sql_value::SqlValue;
use super::{Store, StoreError, row};
use crate::access::{Permit, Watcher};
use crate::search_key::normalise;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use domain::access::ReadMarks;
use domain::assessment::{AcademicYear, CellKey, ClassChanges, HalfTerm, MarkKind};
use domain::id::{MemberId, PupilId, SchoolId};
use domain::moment::Moment;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Executor, Row as _};

/// A stored mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredMark {
    /// The pupil.
    pub pupil: PupilId,
    /// The cell.
    pub cell: CellKey,
    /// The value; empty where it was cleared.
    pub value: String,
    /// The version.
    pub version: i64,
    /// Who entered it, as they are called now; None for Rolecall itself.
    pub by: Option<String>,
    /// When it was entered.
    pub at: Moment,
}

/// The marks of an academic year that a page shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MarkRange<'a> {
    /// The academic year.
    pub year: AcademicYear,
    /// The kind.
    pub kind: MarkKind,
    /// The codes of the items; at least one.
    pub items: &'a [String],
}

/// The pupils `p` whose marks are read.
#[derive(Clone, Debug)]
pub(crate) enum MarkedPupils {
    /// The pupils of a class, by its name.
    Class(String),
    /// The pupils a member works with.
    Of(MemberId),
    /// One pupil.
    One(PupilId),
}

const COLUMNS: &str =
    concat!("m.pupil_id, m.academic_year, m.item, m.half_term, m.value, m.version, m.set_at, ", name_of!("a"));
/// Marks `m` of pupils `p`, with the members `a` who entered them.
const WITH_AUTHOR: &str = "pupils p JOIN marks m ON m.school_id = p.school_id AND m.pupil_id = p.id
    LEFT JOIN members a ON a.school_id = m.school_id AND a.id = m.set_by";

impl Store {
    /// Marks of the pupils of a class, of those the actor works with, or of one.
    pub(crate) async fn marks(
        &self,
        permit: &Permit<ReadMarks<'_>>,
        of: &MarkedPupils,
        range: MarkRange<'_>,
    ) -> Result<Vec<StoredMark>, StoreError> {
        let (condition, who) = match of {
            MarkedPupils::Class(class) => ("p.class_key = $2", SqlValue::Text(normalise(class))),
            MarkedPupils::Of(member) => (OWN, (*member).into()),
            MarkedPupils::One(pupil) => ("p.id = $2", (*pupil).into()),
        };
        let found = read_range(self.pool(), permit.school(), (COLUMNS, WITH_AUTHOR, condition), who, range).await?;
        found.iter().map(|found| read(found, range.kind)).collect()
    }

    /// How often the marks of each of the school's classes changed, with the class's key; not of those without any.
    pub(crate) async fn class_changes(
        &self,
        permit: &Permit<ReadMarks<'_>>,
    ) -> Result<Vec<(String, ClassChanges)>, StoreError> {
        let found = sqlx::query("SELECT class_key, number, changes FROM class_changes WHERE school_id = $1")
            .school(permit.school())
            .fetch_all(self.pool())
            .await?;
        found.iter().map(|found| Ok((found.try_get("class_key")?, changes(found)?))).collect()
    }

    /// How often the marks of each of a school's classes changed.
    pub(crate) async fn watched_class_changes(
        &self,
        _: &Watcher,
        school: SchoolId,
    ) -> Result<Vec<ClassChanges>, StoreError> {
        let found = sqlx::query("SELECT number, changes FROM class_changes WHERE school_id = $1")
            .school(school)
            .fetch_all(self.pool())
            .await?;
        found.iter().map(changes).collect()
    }
}

/// Pupils that a member works with.
const OWN: &str =
    "EXISTS (SELECT 1 FROM pupil_workers w WHERE w.school_id = p.school_id AND w.pupil_id = p.id AND w.member_id = $2)";

/// Reads marks of pupils under a condition with one value, $2.
async fn read_range(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    (columns, tables, condition): (&'static str, &'static str, &'static str),
    who: SqlValue,
    range: MarkRange<'_>,
) -> Result<Vec<AnyRow>, StoreError> {
    let places = super::sql_value::places_for(range.items, 4);
    let sql = format!(
        "SELECT {columns} FROM {tables} WHERE p.school_id = $1 AND {condition}
         AND m.academic_year = $3 AND m.kind = $4 AND m.item IN ({places})"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).school(school).value(who);
    let query = query.bind(i64::from(range.year.begins())).bind(range.kind.code());
    let query = range.items.iter().fold(query, |query, item| query.bind(item.clone()));
    Ok(query.fetch_all(executor).await?)
}

fn changes(found: &AnyRow) -> Result<ClassChanges, StoreError> {
    Ok(ClassChanges { class: found.try_get("number")?, changes: found.try_get("changes")? })
}

fn cell(found: &AnyRow, kind: MarkKind) -> Result<CellKey, StoreError> {
    let year = i16::try_from(found.try_get::<i64, _>("academic_year")?).ok().and_then(AcademicYear::beginning);
    Ok(CellKey {
        year: year.ok_or(StoreError::Corrupt("an academic year"))?,
        kind,
        item: found.try_get("item")?,
        half_term: HalfTerm::from_number(found.try_get("half_term")?),
    })
}

fn read(found: &AnyRow, kind: MarkKind) -> Result<StoredMark, StoreError> {
    Ok(StoredMark {
        pupil: row::id::<PupilId>(found, "pupil_id")?,
        cell: cell(found, kind)?,
        value: found.try_get("value")?,
        version: found.try_get("version")?,
        by: row::optional_name(found)?,
        at: Moment(found.try_get("set_at")?),
    })
}

/// A cell's half-term as stored.
fn half_term(cell: &CellKey) -> i64 {
    cell.half_term.map_or(0, HalfTerm::number)
}
