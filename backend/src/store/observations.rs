//! Observations. Their texts, days, photos and children are read only with a permit that requires the right to know
//! the children; readers who may not know them are answered from `observations/aliased.rs` alone.

mod aliased;
mod children;
mod filter;
mod photos;
mod seed;
mod sharing;
mod writing;

pub(crate) use seed::SeededObservation;

use super::sql_value::{places_for, some_at_once};
use super::{SchoolTransaction, Store, StoreError, codes, row};
use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use domain::access::NamePupils;
use domain::day::Day;
use domain::id::{MemberId, ObservationId, ObservationPhotoId, PupilId, SchoolId};
use domain::moment::Moment;
use domain::observation::{LearningArea, ObservationListing};
use domain::pupil::has_left;
use filter::condition;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// A stored observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredObservation {
    pub id: ObservationId,
    pub version: i64,
    pub text: String,
    pub observed_on: Day,
    pub areas: Vec<LearningArea>,
    /// In order of their names.
    pub children: Vec<StoredObservedChild>,
    pub author: MemberId,
    pub author_name: String,
    pub created_at: Moment,
    /// Who changed it last, and when.
    pub changed: Option<(String, Moment)>,
    /// Who shared it with home, and when.
    pub shared: Option<(String, Moment)>,
    /// In the order they were added.
    pub photos: Vec<ObservationPhotoId>,
}

/// A child whom an observation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredObservedChild {
    pub pupil: PupilId,
    pub name: String,
    /// The contact at home that the school holds.
    pub home_email: Option<String>,
    /// The first day without them, where it is known that they leave or have left.
    pub left_on: Option<Day>,
}

impl StoredObservedChild {
    /// Whether they are no longer at the school.
    pub fn has_left(&self, today: Day) -> bool {
        has_left(self.left_on, today)
    }

    /// The contact that is sent something: none after the child has left.
    pub fn reached_at(&self, today: Day) -> Option<&str> {
        self.home_email.as_deref().filter(|_| !self.has_left(today))
    }
}

impl StoredObservation {
    /// The names of the children.
    pub fn names(&self) -> Vec<String> {
        self.children.iter().map(|child| child.name.clone()).collect()
    }
}

const SELECT: &str = concat!(
    "SELECT o.id, o.version, o.body, o.observed_on, o.author_id, o.created_at, o.changed_at, o.shared_at,
        ",
    name_of!("a"),
    ", ",
    name_of!("c" as "changer"),
    ",
        ",
    name_of!("s" as "sharer"),
    "
    FROM observations o JOIN members a ON a.school_id = o.school_id AND a.id = o.author_id
    LEFT JOIN members c ON c.school_id = o.school_id AND c.id = o.changed_by
    LEFT JOIN members s ON s.school_id = o.school_id AND s.id = o.shared_by"
);
const ORDER: &str = "o.observed_on DESC, o.created_at DESC, o.id";

impl Store {
    /// The observations on one page of the list, the newest first.
    pub(crate) async fn observations(
        &self,
        permit: &Permit<NamePupils<'_>>,
        listing: &ObservationListing,
    ) -> Result<Vec<StoredObservation>, StoreError> {
        let size = i64::from(ObservationListing::SIZE);
        let first = i64::from(listing.page.saturating_sub(1)) * size;
        let mut filter = condition(listing, permit.member());
        let (size, first) = (filter.bind(size), filter.bind(first));
        let sql = format!("{SELECT} WHERE {} ORDER BY {ORDER} LIMIT ${size} OFFSET ${first}", filter.sql);
        let query = filter.bind_to(sqlx::query(AssertSqlSafe(sql)).school(permit.school()));
        let mut connection = self.pool().acquire().await?;
        let found = query.fetch_all(&mut *connection).await?;
        whole(&mut connection, permit.school(), &found).await
    }

    /// The number of observations that the list's filters leave.
    pub(crate) async fn count_observations(
        &self,
        permit: &Permit<NamePupils<'_>>,
        listing: &ObservationListing,
    ) -> Result<u64, StoreError> {
        let filter = condition(listing, permit.member());
        let sql = format!("SELECT COUNT(*) AS observations FROM observations o WHERE {}", filter.sql);
        let query = filter.bind_to(sqlx::query(AssertSqlSafe(sql)).school(permit.school()));
        let count: i64 = query.fetch_one(self.pool()).await?.try_get("observations")?;
        Ok(count.unsigned_abs())
    }

    /// One observation.
    pub(crate) async fn observation(
        &self,
        permit: &Permit<NamePupils<'_>>,
        id: ObservationId,
    ) -> Result<Option<StoredObservation>, StoreError> {
        by_id(&mut *self.pool().acquire().await?, permit.school(), id).await
    }
}

impl SchoolTransaction {
    /// One observation, read in this transaction.
    pub(crate) async fn observation(
        &mut self,
        permit: &Permit<NamePupils<'_>>,
        id: ObservationId,
    ) -> Result<Option<StoredObservation>, StoreError> {
        by_id(&mut self.tx, permit.school(), id).await
    }
}

async fn by_id(
    connection: &mut AnyConnection,
    school: SchoolId,
    id: ObservationId,
) -> Result<Option<StoredObservation>, StoreError> {
    let sql = format!("{SELECT} WHERE o.school_id = $1 AND o.id = $2");
    let found = sqlx::query(AssertSqlSafe(sql)).school(school).observation(id).fetch_all(&mut *connection).await?;
    Ok(whole(connection, school, &found).await?.pop())
}

/// These rows with their areas, children and photos.
async fn whole(
    connection: &mut AnyConnection,
    school: SchoolId,
    found: &[AnyRow],
) -> Result<Vec<StoredObservation>, StoreError> {
    let mut read = found.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<_> = read.iter().map(|one| one.id).collect();
    let (mut areas, mut children, mut photos) = (HashMap::new(), HashMap::new(), HashMap::new());
    for some in some_at_once(&ids) {
        let of = |sql: &str| sql.replace("{ids}", &places_for(&some, 1));
        let bound = |sql: &str| {
            let query = sqlx::query(AssertSqlSafe(of(sql))).school(school);
            some.iter().fold(query, |query, id| query.observation(*id))
        };
        let areas_of =
            "SELECT observation_id, area FROM observation_areas WHERE school_id = $1 AND observation_id IN ({ids})";
        for found in bound(areas_of).fetch_all(&mut *connection).await? {
            put(&mut areas, &found, codes::OBSERVATION_AREA.read(&found)?)?;
        }
        let children_of = "SELECT w.observation_id, p.id, p.forename, p.surname, p.home_email, p.left_on
            FROM observation_pupils w JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
            WHERE w.school_id = $1 AND w.observation_id IN ({ids}) ORDER BY p.name_key, p.id";
        for found in bound(children_of).fetch_all(&mut *connection).await? {
            let (first, last): (String, String) = (found.try_get("forename")?, found.try_get("surname")?);
            let child = StoredObservedChild {
                pupil: row::id::<PupilId>(&found, "id")?,
                name: format!("{first} {last}"),
                home_email: found.try_get("home_email")?,
                left_on: row::read_optional(&found, "left_on", Day::parse)?,
            };
            put(&mut children, &found, child)?;
        }
        let photos_of = "SELECT observation_id, id FROM observation_photos WHERE school_id = $1 AND observation_id IN ({ids}) ORDER BY created_at, id";
        for found in bound(photos_of).fetch_all(&mut *connection).await? {
            put(&mut photos, &found, row::id::<ObservationPhotoId>(&found, "id")?)?;
        }
    }
    for one in &mut read {
        one.areas = areas.remove(&one.id).unwrap_or_default();
        one.areas.sort_unstable();
        one.children = children.remove(&one.id).unwrap_or_default();
        one.photos = photos.remove(&one.id).unwrap_or_default();
    }
    Ok(read)
}

fn put<T>(of: &mut HashMap<ObservationId, Vec<T>>, found: &AnyRow, value: T) -> Result<(), StoreError> {
    of.entry(row::id::<ObservationId>(found, "observation_id")?).or_default().push(value);
    Ok(())
}

/// A row without what other tables hold of it.
fn read(found: &AnyRow) -> Result<StoredObservation, StoreError> {
    let by = |who: &str, at: &str| -> Result<Option<(String, Moment)>, StoreError> {
        Ok(row::name_of(found, who)?.zip(row::moment(found, at)?))
    };
    Ok(StoredObservation {
        id: row::id::<ObservationId>(found, "id")?,
        version: found.try_get("version")?,
        text: found.try_get("body")?,
        observed_on: row::read(found, "observed_on", Day::parse)?,
        areas: Vec::new(),
        children: Vec::new(),
        author: row::id::<MemberId>(found, "author_id")?,
        author_name: row::name(found)?,
        created_at: Moment(found.try_get("created_at")?),
        changed: by("changer", "changed_at")?,
        shared: by("sharer", "shared_at")?,
        photos: Vec::new(),
    })
}
