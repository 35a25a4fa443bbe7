//! Pupils. Names are read only with a permit that requires the right to know them; every other permit leads to queries
//! that read only aliases and year groups.

mod filter;
mod home;
mod insert;
mod leaving;
mod photos;
mod presence;
mod workers;

pub(crate) use home::StoredUndelivered;
pub(crate) use insert::NewPupil;
pub(super) use insert::search_key;
pub(super) use presence::{Presence, at_school};
pub(crate) use workers::{StoredAssignment, WorkerAssignment};

use super::{SchoolTransaction, Store, StoreError, codes, row};
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use crate::store::sql_value::Condition;
use domain::access::{AssignPupils, ListUsers, NamePupils, ViewPupils};
use domain::day::Day;
use domain::id::{MemberId, PupilId, SchoolId};
use domain::pupil::{Alias, PupilListing, WorkerKind, YearGroup};
use filter::condition;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Executor, Row as _};

/// A stored pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPupil {
    /// The pupil's id.
    pub id: PupilId,
    /// Their first name.
    pub forename: String,
    /// Their last name.
    pub surname: String,
    /// Their unique pupil number, if known.
    pub upn: Option<String>,
    /// Their date of birth.
    pub born_on: Day,
    /// Their year group.
    pub year: YearGroup,
    /// The name of their class.
    pub class: String,
    /// The name of their key worker.
    pub key_worker: Option<String>,
    /// The first day without them, where it is known that they leave or have left.
    pub left_on: Option<Day>,
}

impl StoredPupil {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.forename, self.surname)
    }
}

/// A year group, or a class within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredGroup {
    pub year: YearGroup,
    pub class: String,
}

const COLUMNS: &str = concat!(
    "p.id, p.forename, p.surname, p.upn, p.born_on, p.year_order, p.class_name, p.left_on, ",
    name_of!("k" as "key")
);
/// Pupils `p` with their key workers `k`.
const WITH_KEY_WORKER: &str = "pupils p
    LEFT JOIN pupil_workers kw ON kw.school_id = p.school_id AND kw.pupil_id = p.id AND kw.kind = 'key'
    LEFT JOIN members k ON k.school_id = kw.school_id AND k.id = kw.member_id";
const ORDER: &str = "p.year_order, p.class_key, p.name_key, p.id";

impl Store {
    /// The pupils on one page of the list.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn named_pupils(
        &self,
        permit: &Permit<NamePupils<'_>>,
        listing: &PupilListing,
        today: Day,
    ) -> Result<Vec<StoredPupil>, StoreError> {
        let size = i64::from(PupilListing::SIZE);
        let first = i64::from(listing.page.saturating_sub(1)) * size;
        found(self.pool(), permit.school(), (listing, asked(listing, today)), Some((size, first))).await
    }

    /// The pupils of a class.
    pub(crate) async fn pupils_of_class(
        &self,
        permit: &Permit<NamePupils<'_>>,
        class: &str,
        today: Day,
    ) -> Result<Vec<StoredPupil>, StoreError> {
        let listing = PupilListing { class: class.to_owned(), ..PupilListing::default() };
        found(self.pool(), permit.school(), (&listing, Presence::AtSchool(today)), None).await
    }

    /// The number of pupils that the list's search and filters leave.
    pub(crate) async fn count_pupils(
        &self,
        permit: &Permit<NamePupils<'_>>,
        listing: &PupilListing,
        today: Day,
    ) -> Result<u64, StoreError> {
        let filter = condition(listing, asked(listing, today));
        let sql = format!("SELECT COUNT(*) AS pupils FROM pupils p WHERE {}", filter.sql);
        let query = filter.bind_to(sqlx::query(AssertSqlSafe(sql)).school(permit.school()));
        let count: i64 = query.fetch_one(self.pool()).await?.try_get("pupils")?;
        Ok(count.unsigned_abs())
    }

    /// The school's classes, the youngest pupils' first.
    pub(crate) async fn pupil_groups(
        &self,
        permit: &Permit<NamePupils<'_>>,
        today: Day,
    ) -> Result<Vec<StoredGroup>, StoreError> {
        groups(self.pool(), permit.school(), today).await
    }

    /// The actor's own pupils, by the kind of work with them.
    pub(crate) async fn own_named_pupils(
        &self,
        permit: &Permit<NamePupils<'_>>,
        today: Day,
    ) -> Result<Vec<(WorkerKind, StoredPupil)>, StoreError> {
        named_pupils_of(self.pool(), permit.school(), permit.member(), today).await
    }

    /// A pupil, if the school has them, and the actor's own work with them; also one who has left.
    pub(crate) async fn named_pupil(
        &self,
        permit: &Permit<NamePupils<'_>>,
        pupil: PupilId,
    ) -> Result<Option<(Option<WorkerKind>, StoredPupil)>, StoreError> {
        let sql = format!(
            "SELECT w.kind, {COLUMNS} FROM {WITH_KEY_WORKER}
             LEFT JOIN pupil_workers w ON w.school_id = p.school_id AND w.pupil_id = p.id AND w.member_id = $3
             WHERE p.school_id = $1 AND p.id = $2"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school()).pupil(pupil).member(permit.member());
        let found = query.fetch_optional(self.pool()).await?;
        found.map(|found| Ok((codes::WORKER_KIND.read_optional(&found)?, read(&found)?))).transpose()
    }

    /// Every pupil at the school, under an alias.
    pub(crate) async fn aliased_pupils(
        &self,
        permit: &Permit<ViewPupils<'_>>,
        today: Day,
    ) -> Result<Vec<(Alias, YearGroup)>, StoreError> {
        let at_school = at_school(2);
        let sql = format!(
            "SELECT p.alias, p.year_order FROM pupils p WHERE p.school_id = $1 AND {at_school} ORDER BY p.alias"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school()).day(today);
        let found = query.fetch_all(self.pool()).await?;
        found.iter().map(aliased).collect()
    }

    /// The actor's own pupils, under aliases.
    pub(crate) async fn own_aliased_pupils(
        &self,
        permit: &Permit<ViewPupils<'_>>,
        today: Day,
    ) -> Result<Vec<(Alias, YearGroup)>, StoreError> {
        let at_school = at_school(3);
        let sql = format!(
            "SELECT p.alias, p.year_order FROM pupil_workers w JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
             WHERE w.school_id = $1 AND w.member_id = $2 AND {at_school} ORDER BY p.alias"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school()).member(permit.member()).day(today);
        let found = query.fetch_all(self.pool()).await?;
        found.iter().map(aliased).collect()
    }

    /// The pupils of any member, for actors who manage people.
    pub(crate) async fn pupils_of(
        &self,
        permit: &Permit<ListUsers>,
        member: MemberId,
        today: Day,
    ) -> Result<Vec<(WorkerKind, StoredPupil)>, StoreError> {
        named_pupils_of(self.pool(), permit.school(), member, today).await
    }

    /// The Pupil Picker's pupils, after its search and filters.
    pub(crate) async fn pupils_to_pick(
        &self,
        permit: &Permit<AssignPupils>,
        listing: &PupilListing,
        today: Day,
    ) -> Result<Vec<StoredPupil>, StoreError> {
        found(self.pool(), permit.school(), (listing, Presence::AtSchool(today)), None).await
    }

    /// The Pupil Picker's classes.
    pub(crate) async fn groups_to_pick(
        &self,
        permit: &Permit<AssignPupils>,
        today: Day,
    ) -> Result<Vec<StoredGroup>, StoreError> {
        groups(self.pool(), permit.school(), today).await
    }
}

impl SchoolTransaction {
    /// Every pupil at the school, read in this transaction.
    pub(crate) async fn pupils_to_pick(
        &mut self,
        _: &Permit<AssignPupils>,
        today: Day,
    ) -> Result<Vec<StoredPupil>, StoreError> {
        found(&mut *self.tx, self.school, (&PupilListing::default(), Presence::AtSchool(today)), None).await
    }
}

/// The pupils that a listing asks for.
const fn asked(listing: &PupilListing, today: Day) -> Presence {
    if listing.left { Presence::Left(today) } else { Presence::AtSchool(today) }
}

/// The pupils a listing leaves: this many from this index on, or all.
pub(super) async fn found(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    (listing, presence): (&PupilListing, Presence),
    part: Option<(i64, i64)>,
) -> Result<Vec<StoredPupil>, StoreError> {
    pupils_where(executor, school, condition(listing, presence), part).await
}

/// The pupils under a condition: this many from this index on, or all.
async fn pupils_where(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    mut filter: Condition,
    part: Option<(i64, i64)>,
) -> Result<Vec<StoredPupil>, StoreError> {
    let limit = match part {
        Some((size, first)) => format!(" LIMIT ${} OFFSET ${}", filter.bind(size), filter.bind(first)),
        None => String::new(),
    };
    let sql = format!("SELECT {COLUMNS} FROM {WITH_KEY_WORKER} WHERE {} ORDER BY {ORDER}{limit}", filter.sql);
    let query = filter.bind_to(sqlx::query(AssertSqlSafe(sql)).school(school));
    query.fetch_all(executor).await?.iter().map(read).collect()
}

async fn named_pupils_of(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    member: MemberId,
    today: Day,
) -> Result<Vec<(WorkerKind, StoredPupil)>, StoreError> {
    let at_school = at_school(3);
    let sql = format!(
        "SELECT w.kind, {COLUMNS} FROM {WITH_KEY_WORKER} JOIN pupil_workers w ON w.school_id = p.school_id AND w.pupil_id = p.id
         WHERE w.school_id = $1 AND w.member_id = $2 AND {at_school} ORDER BY {ORDER}"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).school(school).member(member).day(today);
    let rows = query.fetch_all(executor).await?;
    rows.iter().map(|found| Ok((codes::WORKER_KIND.read(found)?, read(found)?))).collect()
}

async fn groups(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    today: Day,
) -> Result<Vec<StoredGroup>, StoreError> {
    let at_school = at_school(2);
    let sql = format!(
        "SELECT p.year_order, p.class_key, MIN(p.class_name) AS class_name FROM pupils p WHERE p.school_id = $1 AND {at_school}
         GROUP BY p.year_order, p.class_key ORDER BY p.year_order, p.class_key"
    );
    let found = sqlx::query(AssertSqlSafe(sql)).school(school).day(today).fetch_all(executor).await?;
    found.iter().map(|found| Ok(StoredGroup { year: year(found)?, class: found.try_get("class_name")? })).collect()
}

fn aliased(found: &AnyRow) -> Result<(Alias, YearGroup), StoreError> {
    Ok((row::read(found, "alias", Alias::parse)?, year(found)?))
}

fn read(found: &AnyRow) -> Result<StoredPupil, StoreError> {
    let left_on = row::read_optional(found, "left_on", Day::parse)?;
    Ok(StoredPupil {
        id: row::id::<PupilId>(found, "id")?,
        forename: found.try_get("forename")?,
        surname: found.try_get("surname")?,
        upn: found.try_get("upn")?,
        born_on: row::read(found, "born_on", Day::parse)?,
        year: year(found)?,
        class: found.try_get("class_name")?,
        key_worker: row::name_of(found, "key")?,
        left_on,
    })
}

fn year(found: &AnyRow) -> Result<YearGroup, StoreError> {
    YearGroup::from_order(found.try_get("year_order")?).ok_or(StoreError::Corrupt("a year group"))
}
