//! Exceptions from what members' roles give them.

use super::sql_value::{places_for, some_at_once};
use super::{SchoolTransaction, Store, StoreError, row};
use crate::access::actor::Actor;
use crate::access::{Permit, ReadsPeople, Scheduler, Seeding};
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use domain::access::{EndException, ListUsers, MakeException};
use domain::catalogue::Feature;
use domain::day::Day;
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::permission::{Exception, Exceptions};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// A stored exception.
#[derive(Clone, Debug)]
pub(crate) struct StoredException {
    pub member: MemberId,
    /// The permission's code, which this version may not know.
    pub code: String,
    pub allowed: bool,
    pub starts_on: Day,
    pub ends_on: Option<Day>,
    pub starts_at: Moment,
    pub ends_at: Option<Moment>,
    pub reason: Option<String>,
    /// The current name of the person who made it.
    pub by: String,
    /// Whether they were the Account Owner at the time.
    pub by_owner: bool,
}

impl StoredException {
    /// The permission, if this version knows the code.
    pub fn feature(&self) -> Option<Feature> {
        Feature::from_code(&self.code)
    }

    /// Whether it has ended at `now`.
    pub fn is_over(&self, now: Moment) -> bool {
        self.ends_at.is_some_and(|ends| ends <= now)
    }

    /// Whether it is in force at `now`.
    pub fn is_in_force(&self, now: Moment) -> bool {
        self.starts_at <= now && !self.is_over(now)
    }
}

/// The exceptions in force at `now`. Those about an unknown permission have no effect.
pub(crate) fn in_force(stored: &[StoredException], now: Moment) -> Exceptions {
    stored
        .iter()
        .filter(|one| one.is_in_force(now))
        .filter_map(|one| Some(Exception { feature: one.feature()?, allowed: one.allowed, until: one.ends_on }))
        .collect()
}

/// An exception to store, with its beginning and end.
#[derive(Debug)]
pub(crate) struct NewStoredException<'a> {
    pub allowed: bool,
    pub starts_on: Day,
    pub ends_on: Option<Day>,
    pub starts_at: Moment,
    pub ends_at: Option<Moment>,
    pub reason: Option<&'a str>,
    /// Whether the Account Owner made it.
    pub by_owner: bool,
}

const SELECT: &str = concat!(
    "SELECT e.member_id, e.feature, e.allowed, e.starts_on, e.ends_on, e.starts_at, e.ends_at, e.reason, e.by_owner,
        ",
    name_of!("a"),
    "
     FROM exceptions e JOIN members a ON a.school_id = e.school_id AND a.id = e.author_id WHERE e.school_id = $1"
);

impl Store {
    /// The actor's exceptions, for their own pages and rights.
    pub(crate) async fn own_exceptions(&self, actor: &Actor, now: Moment) -> Result<Exceptions, StoreError> {
        let found = of_members(&mut *self.pool().acquire().await?, actor.school(), &[actor.member()]).await?;
        Ok(in_force(&found, now))
    }

    /// The exceptions of some people, ended ones included.
    pub(crate) async fn exceptions_of(
        &self,
        permit: &Permit<ListUsers>,
        members: &[MemberId],
    ) -> Result<HashMap<MemberId, Vec<StoredException>>, StoreError> {
        Ok(by_member(of_members(&mut *self.pool().acquire().await?, permit.school(), members).await?))
    }

    /// The schools with an exception that begins or ends and is not announced yet.
    pub(crate) async fn schools_with_due_exceptions(
        &self,
        _: &Scheduler,
        now: Moment,
    ) -> Result<Vec<SchoolId>, StoreError> {
        let found = sqlx::query(
            "SELECT DISTINCT school_id FROM exceptions WHERE (is_announced = 0 AND starts_at <= $1) OR ends_at <= $1",
        )
        .moment(now)
        .fetch_all(self.pool())
        .await?;
        found.iter().map(|found| row::id::<SchoolId>(found, "school_id")).collect()
    }
}

impl SchoolTransaction {
    /// The exceptions of a member, ended ones included.
    pub(crate) async fn exceptions(
        &mut self,
        _: &impl ReadsPeople,
        member: MemberId,
    ) -> Result<Vec<StoredException>, StoreError> {
        of_members(&mut self.tx, self.school, &[member]).await
    }

    /// The actor's exceptions, ended ones included, read in this transaction.
    pub(crate) async fn own_exceptions(&mut self, actor: &Actor) -> Result<Vec<StoredException>, StoreError> {
        of_members(&mut self.tx, actor.school(), &[actor.member()]).await
    }

    /// The exceptions of some people, ended ones included.
    pub(crate) async fn exceptions_of(
        &mut self,
        _: &impl ReadsPeople,
        members: &[MemberId],
    ) -> Result<HashMap<MemberId, Vec<StoredException>>, StoreError> {
        Ok(by_member(of_members(&mut self.tx, self.school, members).await?))
    }

    /// Stores an exception, replacing any for the same permission.
    pub(crate) async fn put_exception(
        &mut self,
        permit: &Permit<MakeException>,
        new: &NewStoredException<'_>,
    ) -> Result<(), StoreError> {
        let action = permit.action();
        self.insert_exception(permit.member(), action.subject.member, action.feature, new).await
    }

    /// As [`put_exception`](SchoolTransaction::put_exception), for one of the demonstration's people.
    pub(crate) async fn seed_exception(
        &mut self,
        _: &Seeding,
        (author, member): (MemberId, MemberId),
        feature: Feature,
        new: &NewStoredException<'_>,
    ) -> Result<(), StoreError> {
        self.insert_exception(author, member, feature, new).await
    }

    async fn insert_exception(
        &mut self,
        author: MemberId,
        member: MemberId,
        feature: Feature,
        new: &NewStoredException<'_>,
    ) -> Result<(), StoreError> {
        let code = feature.code();
        delete(&mut self.tx, self.school, member, &code).await?;
        sqlx::query(
            "INSERT INTO exceptions (school_id, member_id, feature, allowed, starts_on, ends_on, starts_at, ends_at, reason, author_id, is_announced, by_owner)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .school(self.school)
        .member(member)
        .bind(code)
        .bind(i32::from(new.allowed))
        .bind(new.starts_on.to_string())
        .bind(new.ends_on.map(|day| day.to_string()))
        .moment(new.starts_at)
        .moment(new.ends_at)
        .bind(new.reason)
        .member(author)
        .bind(i32::from(new.starts_at <= self.at))
        .bind(i32::from(new.by_owner))
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Deletes an exception, so that the role decides again.
    pub(crate) async fn remove_exception(
        &mut self,
        permit: &Permit<EndException>,
        code: &str,
    ) -> Result<(), StoreError> {
        delete(&mut self.tx, self.school, permit.action().subject.member, code).await
    }

    /// Deletes every exception that has ended and marks those that have begun; gives the ended ones, and how many
    /// began.
    pub(crate) async fn settle_exceptions(&mut self, _: &Scheduler) -> Result<(Vec<StoredException>, u64), StoreError> {
        let sql = format!("{SELECT} AND e.ends_at <= $2 ORDER BY e.member_id, e.feature");
        let over = sqlx::query(AssertSqlSafe(sql)).school(self.school).moment(self.at).fetch_all(&mut *self.tx).await?;
        let over = over.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        sqlx::query("DELETE FROM exceptions WHERE school_id = $1 AND ends_at <= $2")
            .school(self.school)
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        let began = sqlx::query(
            "UPDATE exceptions SET is_announced = 1 WHERE school_id = $1 AND is_announced = 0 AND starts_at <= $2",
        )
        .school(self.school)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        Ok((over, began.rows_affected()))
    }
}

fn by_member(found: Vec<StoredException>) -> HashMap<MemberId, Vec<StoredException>> {
    let mut of = HashMap::<MemberId, Vec<StoredException>>::new();
    for found in found {
        of.entry(found.member).or_default().push(found);
    }
    of
}

async fn of_members(
    connection: &mut AnyConnection,
    school: SchoolId,
    members: &[MemberId],
) -> Result<Vec<StoredException>, StoreError> {
    let mut all = Vec::new();
    for some in some_at_once(members) {
        let sql = format!("{SELECT} AND e.member_id IN ({}) ORDER BY e.member_id, e.feature", places_for(&some, 1));
        let query = sqlx::query(AssertSqlSafe(sql)).school(school);
        let query = some.iter().fold(query, |query, member| query.member(member));
        for found in query.fetch_all(&mut *connection).await? {
            all.push(read(&found)?);
        }
    }
    Ok(all)
}

fn read(found: &AnyRow) -> Result<StoredException, StoreError> {
    Ok(StoredException {
        member: row::id::<MemberId>(found, "member_id")?,
        code: found.try_get("feature")?,
        allowed: found.try_get::<i32, _>("allowed")? != 0,
        starts_on: row::read(found, "starts_on", Day::parse)?,
        ends_on: row::read_optional(found, "ends_on", Day::parse)?,
        starts_at: Moment(found.try_get("starts_at")?),
        ends_at: row::moment(found, "ends_at")?,
        reason: found.try_get("reason")?,
        by_owner: found.try_get::<i32, _>("by_owner")? != 0,
        by: row::name(found)?,
    })
}

async fn delete(
    connection: &mut AnyConnection,
    school: SchoolId,
    member: MemberId,
    code: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM exceptions WHERE school_id = $1 AND member_id = $2 AND feature = $3")
        .school(school)
        .member(member)
        .bind(code)
        .execute(connection)
        .await?;
    Ok(())
}
