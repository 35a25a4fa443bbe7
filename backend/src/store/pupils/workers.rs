//! Which members work with which pupils.

use super::at_school;
use crate::access::{Permit, Seeding};
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use crate::store::members::values;
use crate::store::{SchoolTransaction, Store, StoreError, codes, row};
use domain::access::AssignPupils;
use domain::day::Day;
use domain::id::{MemberId, PupilId, SchoolId};
use domain::pupil::WorkerKind;
use domain::role::Role;
use domain::user::Access;
use sqlx::{Any, AssertSqlSafe, Executor};

const ROWS_AT_ONCE: usize = 50;

/// A member's work with a pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WorkerAssignment {
    pub pupil: PupilId,
    pub member: MemberId,
    pub kind: WorkerKind,
}

/// A member's work with a pupil, with the member's name and role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredAssignment {
    pub work: WorkerAssignment,
    pub name: String,
    pub role: Role,
    pub access: Access,
}

impl Store {
    /// Which members work with which pupils.
    pub(crate) async fn workers(
        &self,
        permit: &Permit<AssignPupils>,
        today: Day,
    ) -> Result<Vec<StoredAssignment>, StoreError> {
        workers(self.pool(), permit.school(), today).await
    }
}

impl SchoolTransaction {
    /// Which members work with which pupils, read in this transaction.
    pub(crate) async fn workers(
        &mut self,
        _: &Permit<AssignPupils>,
        today: Day,
    ) -> Result<Vec<StoredAssignment>, StoreError> {
        workers(&mut *self.tx, self.school, today).await
    }

    /// Makes the permit's subject work with a pupil, replacing any earlier kind of work; as key worker they replace
    /// the previous one.
    pub(crate) async fn set_work(
        &mut self,
        permit: &Permit<AssignPupils>,
        pupil: PupilId,
        kind: WorkerKind,
    ) -> Result<(), StoreError> {
        if kind == WorkerKind::Key {
            sqlx::query("DELETE FROM pupil_workers WHERE school_id = $1 AND pupil_id = $2 AND kind = 'key'")
                .school(self.school)
                .pupil(pupil)
                .execute(&mut *self.tx)
                .await?;
        }
        self.put_works(&[WorkerAssignment { pupil, member: permit.action().subject.member, kind }]).await
    }

    /// Ends the permit's subject's work with a pupil.
    pub(crate) async fn end_work(&mut self, permit: &Permit<AssignPupils>, pupil: PupilId) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM pupil_workers WHERE school_id = $1 AND pupil_id = $2 AND member_id = $3")
            .school(self.school)
            .pupil(pupil)
            .member(permit.action().subject.member)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes the work of the demonstration's people with pupils.
    pub(crate) async fn seed_works(&mut self, _: &Seeding, works: &[WorkerAssignment]) -> Result<(), StoreError> {
        self.put_works(works).await
    }

    /// Writes members' work with pupils, replacing any earlier kind of work.
    async fn put_works(&mut self, works: &[WorkerAssignment]) -> Result<(), StoreError> {
        for some in works.chunks(ROWS_AT_ONCE) {
            let sql = format!(
                "INSERT INTO pupil_workers (school_id, pupil_id, member_id, kind, since) VALUES {}
                 ON CONFLICT (school_id, pupil_id, member_id) DO UPDATE SET kind = excluded.kind, since = excluded.since",
                values(some.len(), 5)
            );
            let query = some.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, work| {
                query.school(self.school).pupil(work.pupil).member(work.member).bind(work.kind.code()).moment(self.at)
            });
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}

async fn workers(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    today: Day,
) -> Result<Vec<StoredAssignment>, StoreError> {
    // Work with a pupil who left has ended. Its row stays, so that it goes on if they come back.
    let (at_school, name) = (at_school(2), name_of!("m"));
    let sql = format!(
        "SELECT w.pupil_id, w.member_id, w.kind, {name}, m.role, m.access
         FROM pupil_workers w JOIN members m ON m.school_id = w.school_id AND m.id = w.member_id
         JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
         WHERE w.school_id = $1 AND {at_school} ORDER BY w.kind, m.name_key, w.member_id, w.pupil_id"
    );
    let found = sqlx::query(AssertSqlSafe(sql)).school(school).day(today).fetch_all(executor).await?;
    found
        .iter()
        .map(|found| {
            Ok(StoredAssignment {
                work: WorkerAssignment {
                    pupil: row::id::<PupilId>(found, "pupil_id")?,
                    member: row::id::<MemberId>(found, "member_id")?,
                    kind: codes::WORKER_KIND.read(found)?,
                },
                name: row::name(found)?,
                role: codes::MEMBER_ROLE.read(found)?.level(),
                access: codes::MEMBER_ACCESS.read(found)?,
            })
        })
        .collect()
}
