//! Adding pupils, each with an alias that no other pupil of the school has.

use crate::access::Seeding;
use crate::search_key;
use crate::store::bind::Bind as _;
use crate::store::members::values;
use crate::store::{SchoolTransaction, StoreError, row};
use domain::day::Day;
use domain::id::PupilId;
use domain::name::PersonName;
use domain::pupil::{Alias, ClassName, Upn, YearGroup};
use rand::Rng as _;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

/// A pupil to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewPupil {
    pub id: PupilId,
    pub forename: PersonName,
    pub surname: PersonName,
    pub upn: Option<Upn>,
    pub born_on: Day,
    pub year: YearGroup,
    pub class: ClassName,
}

const COLUMNS: &str = "id, school_id, forename, surname, upn, born_on, year_order, class_name, alias, created_at, class_key, name_key, search_key";
const WIDTH: usize = 13;
const ROWS_AT_ONCE: usize = 16;

impl SchoolTransaction {
    /// Writes pupils, and draws an alias for each that is unique in the school.
    pub(crate) async fn insert_pupils(&mut self, _: &Seeding, new: &[NewPupil]) -> Result<(), StoreError> {
        let mut aliases = self.aliases().await?;
        for some in new.chunks(ROWS_AT_ONCE) {
            let sql = format!("INSERT INTO pupils ({COLUMNS}) VALUES {}", values(some.len(), WIDTH));
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for pupil in some {
                let (forename, surname) = (pupil.forename.as_str(), pupil.surname.as_str());
                let upn = pupil.upn.as_ref().map(|upn| upn.as_str().to_owned());
                query = query
                    .pupil(pupil.id)
                    .school(self.school)
                    .bind(forename.to_owned())
                    .bind(surname.to_owned())
                    .bind(upn.clone())
                    .bind(pupil.born_on.to_string())
                    .bind(pupil.year.order())
                    .bind(pupil.class.to_string())
                    .bind(draw(&mut aliases)?)
                    .moment(self.at)
                    .bind(search_key::normalise(pupil.class.as_str()))
                    .bind(search_key::name_key(forename, surname))
                    .bind(search_key(forename, surname, upn.as_deref()));
            }
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    async fn aliases(&mut self) -> Result<BTreeSet<Alias>, StoreError> {
        let found = sqlx::query("SELECT alias FROM pupils WHERE school_id = $1")
            .school(self.school)
            .fetch_all(&mut *self.tx)
            .await?;
        found.iter().map(|found| row::read(found, "alias", Alias::parse)).collect()
    }
}

/// The text that searches for pupils look in.
pub(in crate::store) fn search_key(forename: &str, surname: &str, upn: Option<&str>) -> String {
    search_key::search_key(Some((forename, surname)), upn)
}

/// Draws an alias that is not among those taken, and adds it to them.
fn draw(taken: &mut BTreeSet<Alias>) -> Result<String, StoreError> {
    if taken.len() as u64 >= Alias::COUNT {
        return Err(StoreError::Corrupt("more pupils than there are aliases"));
    }
    loop {
        let alias = Alias::drawn(rand::rng().next_u64());
        if taken.insert(alias.clone()) {
            return Ok(alias.code().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pupils_draw_the_same_alias() {
        let mut taken = BTreeSet::new();
        let drawn: BTreeSet<_> = (0..5_000).filter_map(|_| draw(&mut taken).ok()).collect();
        assert_eq!((drawn.len(), taken.len()), (5_000, 5_000));
    }
}
