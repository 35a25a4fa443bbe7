//! Bulk changes, kept so that they can be shown and undone.

use super::members::values;
use super::sql_value::{places_for, some_at_once};
use super::{SchoolTransaction, Store, StoreError, codes, row};
use crate::access::Permit;
use crate::limits;
use crate::store::bind::Bind as _;
use domain::access::ListUsers;
use domain::bulk::{BulkAction, BulkChange, LeftOutBecause};
use domain::id::{BulkId, MemberId, SchoolId};
use domain::moment::Moment;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

/// People written by one statement.
const ROWS_AT_ONCE: usize = 40;
const WIDTH: usize = 6;

/// A stored bulk change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredBulk {
    pub id: BulkId,
    pub change: BulkChange,
    pub reason: Option<String>,
    pub at: Moment,
    /// The number of people who needed no change.
    pub already: usize,
    pub undone_at: Option<Moment>,
    pub people: Vec<BulkMemberChange>,
}

/// One person's part of a bulk change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BulkMemberChange {
    pub member: MemberId,
    /// The code of their role in the product, or of their access, before and after.
    pub before: String,
    pub after: String,
    /// Why they were skipped, if they were.
    pub left_because: Option<LeftOutBecause>,
    /// Why undoing left them unchanged, if it did.
    pub stays_because: Option<LeftOutBecause>,
}

async fn find(
    connection: &mut AnyConnection,
    permit: &Permit<ListUsers>,
    id: BulkId,
) -> Result<Option<StoredBulk>, StoreError> {
    let found = sqlx::query("SELECT * FROM bulk_changes WHERE school_id = $1 AND id = $2 AND done_by = $3")
        .school(permit.school())
        .bulk(id)
        .member(permit.member())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let people = sqlx::query("SELECT * FROM bulk_people WHERE school_id = $1 AND bulk_id = $2")
        .school(permit.school())
        .bulk(id)
        .fetch_all(&mut *connection)
        .await?;
    Ok(Some(StoredBulk {
        id,
        change: read_change(&found)?,
        reason: found.try_get("reason")?,
        at: Moment(found.try_get("done_at")?),
        already: usize::try_from(found.try_get::<i64, _>("already")?).unwrap_or_default(),
        undone_at: row::moment(&found, "undone_at")?,
        people: people.iter().map(read_one).collect::<Result<_, _>>()?,
    }))
}

fn read_change(found: &AnyRow) -> Result<BulkChange, StoreError> {
    Ok(match codes::BULK_ACTION.read(found)? {
        BulkAction::Role => {
            BulkChange::Role { product: codes::BULK_PRODUCT.read(found)?, to: codes::BULK_ROLE.read(found)? }
        }
        BulkAction::Invite => BulkChange::Invite,
        BulkAction::Block => BulkChange::Block,
        BulkAction::Deactivate => BulkChange::Deactivate,
    })
}

fn read_one(found: &AnyRow) -> Result<BulkMemberChange, StoreError> {
    Ok(BulkMemberChange {
        member: row::id::<MemberId>(found, "member_id")?,
        before: found.try_get("before_value")?,
        after: found.try_get("after_value")?,
        left_because: because(found, "left_because")?,
        stays_because: because(found, "stays_because")?,
    })
}

/// What cannot be read was written by another version within the last day: no reason to show nothing at all.
fn because(found: &AnyRow, column: &str) -> Result<Option<LeftOutBecause>, StoreError> {
    let text: Option<String> = found.try_get(column)?;
    Ok(text.map(|text| serde_json::from_str(&text).unwrap_or(LeftOutBecause::Unknown)))
}

fn written(because: LeftOutBecause) -> Result<String, StoreError> {
    serde_json::to_string(&because).map_err(|_| StoreError::Corrupt("a reason"))
}

impl Store {
    /// A bulk change made by the actor.
    pub(crate) async fn bulk(&self, permit: &Permit<ListUsers>, id: BulkId) -> Result<Option<StoredBulk>, StoreError> {
        let mut connection = self.pool().acquire().await?;
        find(&mut connection, permit, id).await
    }
}

impl SchoolTransaction {
    /// A bulk change made by the actor, read in this transaction.
    pub(crate) async fn bulk(
        &mut self,
        permit: &Permit<ListUsers>,
        id: BulkId,
    ) -> Result<Option<StoredBulk>, StoreError> {
        find(&mut self.tx, permit, id).await
    }

    /// Stores a bulk change. False when its id is already in use.
    pub(crate) async fn insert_bulk(
        &mut self,
        permit: &Permit<ListUsers>,
        bulk: &StoredBulk,
    ) -> Result<bool, StoreError> {
        self.forget_bulks().await?;
        let (product, role) = match bulk.change {
            BulkChange::Role { product, to } => (product.code(), to.code()),
            _ => ("", "".into()),
        };
        let written = sqlx::query(
            "INSERT INTO bulk_changes (school_id, id, act, product, role, reason, done_by, done_at, already) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .school(self.school)
        .bulk(bulk.id)
        .bind(bulk.change.act().code())
        .bind(product)
        .bind(role.into_owned())
        .bind(bulk.reason.clone())
        .member(permit.member())
        .moment(self.at)
        .bind(i64::try_from(bulk.already).unwrap_or(i64::MAX))
        .execute(&mut *self.tx)
        .await
        .map_err(StoreError::from);
        match written {
            Ok(_) => {}
            Err(trouble) if trouble.is_taken() => return Ok(false),
            Err(trouble) => return Err(trouble),
        }
        insert_people(&mut self.tx, self.school, bulk).await?;
        Ok(true)
    }

    async fn forget_bulks(&mut self) -> Result<(), StoreError> {
        let before = self.at.plus(-limits::BULK_KEPT).0;
        for sql in [
            "DELETE FROM bulk_people WHERE school_id = $1 AND bulk_id IN (SELECT id FROM bulk_changes WHERE school_id = $1 AND done_at < $2)",
            "DELETE FROM bulk_changes WHERE school_id = $1 AND done_at < $2",
        ] {
            sqlx::query(sql).school(self.school).bind(before).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Records that it was undone, and why some people stayed unchanged.
    pub(crate) async fn mark_undone(
        &mut self,
        _: &Permit<ListUsers>,
        bulk: BulkId,
        stay: &[(LeftOutBecause, Vec<MemberId>)],
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE bulk_changes SET undone_at = $3 WHERE school_id = $1 AND id = $2")
            .school(self.school)
            .bulk(bulk)
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        for (why, ids) in stay {
            let why = written(*why)?;
            for some in some_at_once(ids) {
                let sql = format!(
                    "UPDATE bulk_people SET stays_because = $3 WHERE school_id = $1 AND bulk_id = $2 AND member_id IN ({})",
                    places_for(&some, 3)
                );
                let query = sqlx::query(AssertSqlSafe(sql)).school(self.school).bulk(bulk).bind(why.clone());
                query.members(&some).execute(&mut *self.tx).await?;
            }
        }
        Ok(())
    }
}

async fn insert_people(connection: &mut AnyConnection, school: SchoolId, bulk: &StoredBulk) -> Result<(), StoreError> {
    for some in bulk.people.chunks(ROWS_AT_ONCE) {
        let sql = format!(
            "INSERT INTO bulk_people (school_id, bulk_id, member_id, before_value, after_value, left_because) VALUES {}",
            values(some.len(), WIDTH)
        );
        let because =
            some.iter().map(|one| one.left_because.map(written).transpose()).collect::<Result<Vec<_>, _>>()?;
        let query = some.iter().zip(because).fold(sqlx::query(AssertSqlSafe(sql)), |query, (one, because)| {
            query
                .school(school)
                .bulk(bulk.id)
                .member(one.member)
                .bind(one.before.clone())
                .bind(one.after.clone())
                .bind(because)
        });
        query.execute(&mut *connection).await?;
    }
    Ok(())
}
