//! Marks for readers who may not know pupils: by alias, without who entered them and when.

use super::{MarkRange, OWN, read_range};
use crate::access::Permit;
use crate::store::sql_value::SqlValue;
use crate::store::{Store, StoreError, row};
use domain::access::ReadMarks;
use domain::assessment::{CellKey, HalfTerm};
use domain::id::MemberId;
use domain::pupil::Alias;
use sqlx::Row as _;

/// A mark of a pupil under an alias.
#[derive(Clone, Debug)]
pub(crate) struct AliasedMark {
    /// The alias.
    pub alias: Alias,
    /// The cell.
    pub cell: CellKey,
    /// The value.
    pub value: String,
}

const COLUMNS: &str = "p.alias, m.item, m.half_term, m.value";
const TABLES: &str = "pupils p JOIN marks m ON m.school_id = p.school_id AND m.pupil_id = p.id";

impl Store {
    /// Marks of every pupil, or of those a member works with, under aliases.
    pub(crate) async fn aliased_marks(
        &self,
        permit: &Permit<ReadMarks<'_>>,
        only_of: Option<MemberId>,
        range: MarkRange<'_>,
    ) -> Result<Vec<AliasedMark>, StoreError> {
        let (condition, who) = match only_of {
            Some(member) => (OWN, member.into()),
            // Compares the parameter too, because PostgreSQL must know its type.
            None => ("$2 = ''", SqlValue::Text(String::new())),
        };
        let found = read_range(self.pool(), permit.school(), (COLUMNS, TABLES, condition), who, range).await?;
        let read = |found| {
            Ok(AliasedMark {
                alias: row::read(found, "alias", Alias::parse)?,
                cell: CellKey {
                    year: range.year,
                    kind: range.kind,
                    item: found.try_get("item")?,
                    half_term: HalfTerm::from_number(found.try_get("half_term")?),
                },
                value: found.try_get("value")?,
            })
        };
        found.iter().map(read).collect()
    }
}
